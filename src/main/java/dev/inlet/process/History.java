package dev.inlet.process;

import dev.inlet.contact.ContactChange.Identified;
import dev.inlet.contact.Person;
import dev.inlet.handler.Change;
import dev.inlet.process.Interpretation.Understood;
import dev.inlet.receive.Archive;
import dev.inlet.receive.Journaled;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What calls have said about people, as far as the journal still has them. */
@Singleton
public final class History {
  /** How many calls of the journal are looked through at most, all accounts' counted. */
  static final int REACH = 20_000;

  private static final int WINDOW = 256;

  private final Archive archive;
  private final Progress progress;
  private final Interpreter interpreter;

  History(Archive archive, Progress progress, Interpreter interpreter) {
    this.archive = archive;
    this.progress = progress;
    this.interpreter = interpreter;
  }

  /**
   * What was said.
   *
   * @param said in no particular order
   * @param since when the oldest call was stored that was looked at; null when there was none
   */
  public record Statements(List<Identified> said, @Nullable Instant since) {}

  /** What the newest processed calls of an account have said about these people. */
  public Statements about(String accountId, Collection<Person> people) {
    var said = new ArrayList<Identified>();
    Instant since = null;
    long first = archive.first();
    long newest = progress.mark();
    long oldest = Math.max(first - 1, newest - REACH);
    for (long upTo = newest; upTo > oldest; upTo -= WINDOW) {
      List<Journaled> calls = archive.between(accountId, Math.max(upTo - WINDOW, oldest), upTo);
      for (Journaled call : calls) {
        statements(call).filter(one -> people.contains(one.person())).forEach(said::add);
      }
      since = calls.isEmpty() ? since : calls.getFirst().entry().storedAt();
    }
    return new Statements(said, since);
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
