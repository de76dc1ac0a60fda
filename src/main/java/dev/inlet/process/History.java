package dev.inlet.process;

import dev.inlet.call.Warning;
import dev.inlet.contact.ContactChange.Identified;
import dev.inlet.contact.Person;
import dev.inlet.handler.Change;
import dev.inlet.journal.Archive;
import dev.inlet.journal.CallSearch;
import dev.inlet.journal.Journaled;
import dev.inlet.journal.MemoryBudget;
import dev.inlet.journal.Progress;
import dev.inlet.merge.Stamp;
import dev.inlet.process.Interpreter.Interpretation.Understood;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
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
  private final CallSearch calls;
  private final Progress progress;
  private final Interpreter interpreter;
  private final MemoryBudget memory;

  History(
      Archive archive,
      CallSearch calls,
      Progress progress,
      Interpreter interpreter,
      MemoryBudget memory) {
    this.archive = archive;
    this.calls = calls;
    this.progress = progress;
    this.interpreter = interpreter;
    this.memory = memory;
  }

  /**
   * That a call said something under a name.
   *
   * @param person of whom, or of a company who belongs to it
   */
  public record Statement(
      Person person, Map<String, String> traits, Map<String, String> fields, Stamp stamp) {}

  /**
   * What was said.
   *
   * @param said in no particular order
   * @param since when the oldest call was stored that was looked at; null when there was none
   * @param cut the messages whose time lay in the future and was cut
   */
  public record Statements(List<Statement> said, @Nullable Instant since, Set<String> cut) {}

  /**
   * What the newest processed calls of an account have said about these people under one name. It
   * looks back less far when that is a lot.
   */
  public Statements about(String accountId, Collection<Person> people, String name) {
    return search(
        accountId,
        name,
        change ->
            change instanceof Change.OfContact of
                    && of.change() instanceof Identified said
                    && people.contains(said.person())
                ? new Statement(said.person(), said.traits(), said.fields(), said.stamp())
                : null);
  }

  /** The same about a company. */
  public Statements aboutCompany(String accountId, String groupId, String name) {
    return search(
        accountId,
        name,
        change ->
            change instanceof Change.OfCompany of && of.change().groupId().equals(groupId)
                ? new Statement(
                    of.change().member(),
                    of.change().traits(),
                    of.change().fields(),
                    of.change().stamp())
                : null);
  }

  private Statements search(
      String accountId, String name, Function<Change, @Nullable Statement> statement) {
    var search = new Search(name, statement);
    long first = archive.first();
    long newest = progress.mark();
    long oldest = Math.max(first - 1, newest - REACH);
    for (long upTo = newest; upTo > oldest && search.hasRoom(); upTo -= WINDOW) {
      archive.between(accountId, Math.max(upTo - WINDOW, oldest), upTo, search::look);
      search.endWindow();
    }
    return new Statements(search.said, search.since, cut(search.seqs));
  }

  private Set<String> cut(Map<Long, String> messages) {
    var cut = new HashSet<String>();
    calls
        .warnings(messages.keySet())
        .forEach(
            (seq, warnings) -> {
              if (warnings.contains(Warning.CLOCK_AHEAD)) {
                cut.add(messages.get(seq));
              }
            });
    return cut;
  }

  /** What has been found so far, as much as there is memory for. */
  private final class Search {
    private final String name;
    private final Function<Change, @Nullable Statement> statement;
    private final List<Statement> said = new ArrayList<>();

    /** The messages that were kept, by the places of their calls. */
    private final Map<Long, String> seqs = new HashMap<>();

    private long room = memory.read();
    private @Nullable Instant since;
    private @Nullable Instant oldestOfWindow;

    private Search(String name, Function<Change, @Nullable Statement> statement) {
      this.name = name;
      this.statement = statement;
    }

    private boolean hasRoom() {
      return room > 0;
    }

    private void look(Journaled call) {
      if (oldestOfWindow == null) {
        oldestOfWindow = call.entry().storedAt();
      }
      for (Change change : changes(call)) {
        Statement one = statement.apply(change);
        if (one != null) {
          keep(one, call.seq());
        }
      }
    }

    private void keep(Statement one, long seq) {
      Map<String, String> traits = only(one.traits());
      Map<String, String> fields = only(one.fields());
      if (hasRoom() && !(traits.isEmpty() && fields.isEmpty())) {
        said.add(new Statement(one.person(), traits, fields, one.stamp()));
        seqs.put(seq, one.stamp().messageId());
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

  /** What a call asks for; nothing, when it cannot be read or handled: then it was set aside. */
  private List<Change> changes(Journaled call) {
    return switch (interpreter.interpret(call, 1)) {
      case Understood understood -> understood.changes();
      case Failure failure -> List.of();
    };
  }
}
