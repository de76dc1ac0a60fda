package dev.inlet.fault;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A failure as it may stand in a log: which exceptions, and where; never their messages. A message
 * can hold what people sent, from a trait that is no number to the row that a database refuses.
 */
public record Fault(Throwable failure) {
  /** Longer chains only repeat themselves, and a chain may even be a ring. */
  private static final int LONGEST_CHAIN = 10;

  /** The classes of the failure and its causes, and the SQL states of those that have one. */
  @Override
  public String toString() {
    return chain().map(Fault::kind).collect(Collectors.joining(" < "));
  }

  /** The same, each with its stack. */
  public String trace() {
    return chain()
        .map(
            one ->
                Stream.of(one.getStackTrace())
                    .map(frame -> System.lineSeparator() + "\tat " + frame)
                    .collect(Collectors.joining("", kind(one), "")))
        .collect(Collectors.joining(System.lineSeparator() + "caused by "));
  }

  /** Where it was thrown, as a class, a method and a line. */
  public String place() {
    StackTraceElement[] stack = failure.getStackTrace();
    return stack.length == 0 ? "an unknown place" : stack[0].toString();
  }

  private static String kind(Throwable failure) {
    String name = failure.getClass().getSimpleName();
    return failure instanceof SQLException sql && sql.getSQLState() != null
        ? name + " " + sql.getSQLState()
        : name;
  }

  private Stream<Throwable> chain() {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable one = failure;
        one != null && chain.size() < LONGEST_CHAIN;
        one = one.getCause()) {
      chain.add(one);
    }
    return chain.stream();
  }
}
