package dev.inlet.process;

import dev.inlet.contact.ContactChange.Identified;
import dev.inlet.contact.Person;
import dev.inlet.handler.Change;
import dev.inlet.journal.Archive;
import dev.inlet.journal.Journaled;
import dev.inlet.journal.MemoryBudget;
import dev.inlet.journal.Progress;
import dev.inlet.process.Interpretation.Understood;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What calls have said about people, as far as the journal still has them. */
@Singleton
public final class History {
  /** How many calls of the journal are looked through at most, all accounts' counted. */
  static final int REACH = 20_000;

  private static final int WINDOW = 256;

  /** In bytes, what one statement takes beside its value. */
  private static final int STATEMENT = 500;

  private final Archive archive;
  private final Progress progress;
  private final Interpreter interpreter;
  private final MemoryBudget memory;

  History(Archive archive, Progress progress, Interpreter interpreter, MemoryBudget memory) {
    this.archive = archive;
    this.progress = progress;
    this.interpreter = interpreter;
    this.memory = memory;
  }

  /**
   * What was said.
   *
   * @param said in no particular order
   * @param since when the oldest call was stored that was looked at; null when there was none
   */
  public record Statements(List<Identified> said, @Nullable Instant since) {}

  /**
   * What the newest processed calls of an account have said about these people under one name. It
   * looks back less far when that is a lot.
   */
  public Statements about(String accountId, Collection<Person> people, String name) {
    var search = new Search(people, name);
    long first = archive.first();
    long newest = progress.mark();
    long oldest = Math.max(first - 1, newest - REACH);
    for (long upTo = newest; upTo > oldest && search.hasRoom(); upTo -= WINDOW) {
      archive.between(accountId, Math.max(upTo - WINDOW, oldest), upTo, search::look);
      search.endWindow();
    }
    return new Statements(search.said, search.since);
  }

  /** What has been found so far, as much as there is memory for. */
  private final class Search {
    private final Collection<Person> people;
    private final String name;
    private final List<Identified> said = new ArrayList<>();
    private long room = memory.read();
    private @Nullable Instant since;
    private @Nullable Instant oldestOfWindow;

    private Search(Collection<Person> people, String name) {
      this.people = people;
      this.name = name;
    }

    private boolean hasRoom() {
      return room > 0;
    }

    private void look(Journaled call) {
      if (oldestOfWindow == null) {
        oldestOfWindow = call.entry().storedAt();
      }
      statements(call).filter(one -> people.contains(one.person())).forEach(this::keep);
    }

    private void keep(Identified one) {
      Map<String, String> traits = only(one.traits());
      Map<String, String> fields = only(one.fields());
      if (hasRoom() && !(traits.isEmpty() && fields.isEmpty())) {
        said.add(new Identified(one.person(), traits, fields, one.stamp()));
        room -= STATEMENT + bytes(traits) + bytes(fields);
      }
    }

    private Map<String, String> only(Map<String, String> values) {
      String value = values.get(name);
      return value == null ? Map.of() : Map.of(name, value);
    }

    /** A window that there was no room for was not looked through. */
    private void endWindow() {
      if (hasRoom() && oldestOfWindow != null) {
        since = oldestOfWindow;
      }
      oldestOfWindow = null;
    }
  }

  private static long bytes(Map<String, String> values) {
    return values.values().stream().mapToLong(value -> 2L * value.length()).sum();
  }

  /** What a call says; nothing, when it cannot be read or handled: then it was set aside. */
  private Stream<Identified> statements(Journaled call) {
    return switch (interpreter.interpret(call, 1)) {
      case Understood understood -> understood.changes().stream().flatMap(History::identified);
      case Failure failure -> Stream.of();
    };
  }

  private static Stream<Identified> identified(Change change) {
    return change instanceof Change.OfContact of && of.change() instanceof Identified identified
        ? Stream.of(identified)
        : Stream.of();
  }
}
