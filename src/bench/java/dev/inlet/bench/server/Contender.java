package dev.inlet.bench.server;

import dev.inlet.Application;
import dev.inlet.bench.contender.BareEndpoint;
import dev.inlet.bench.contender.ByHandEndpoint;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A server that takes part: how it is started, and what it should answer.
 *
 * @param id the name in settings, folders and log files
 * @param title the name in the report
 * @param kind what it is
 * @param isOnPostgresql whether it gets a PostgreSQL
 * @param program what follows the JVM's flags on the command line; for Express nothing
 * @param rightStatuses every other status is a wrong answer
 * @param environment its variables, beside those that say where it listens and stores
 * @param instances how many of it share its database and the load
 */
public record Contender(
    String id,
    String title,
    Kind kind,
    boolean isOnPostgresql,
    List<String> program,
    Set<Integer> rightStatuses,
    Map<String, String> environment,
    int instances) {

  /** What a contender is. */
  public enum Kind {
    INLET,
    BARE,
    BY_HAND,
    EXPRESS
  }

  /** The ceiling that the server framework itself sets. */
  public static final Contender BARE =
      rival("bare", "bare endpoint", Kind.BARE, classPath(BareEndpoint.class, "bare"));

  /** Inlet as it comes: a call is answered when it is durable and, mostly, processed. */
  public static final Contender H2_200 = inlet("h2-200", "Inlet 200 on H2", false, "processed");

  /** Inlet with {@code inlet.answer: accepted}: a call is answered when it is durable. */
  public static final Contender H2_202 = inlet("h2-202", "Inlet 202 on H2", false, "accepted");

  /** Inlet as it comes, on PostgreSQL. */
  public static final Contender POSTGRESQL_200 =
      inlet("postgresql-200", "Inlet 200 on PostgreSQL", true, "processed");

  /** Inlet on PostgreSQL with {@code inlet.answer: accepted}. */
  public static final Contender POSTGRESQL_202 =
      inlet("postgresql-202", "Inlet 202 on PostgreSQL", true, "accepted");

  private static final String KAFKA_PARTITIONS = "INLET_JOURNAL_KAFKA_PARTITIONS";

  /** The name of {@linkplain #ofJar another build}. */
  public static final String OTHER_JAR = "other-jar";

  /** What a vendor would write with Micronaut. */
  public static final Contender BY_HAND =
      rival(
          "micronaut",
          "Micronaut, a transaction a call",
          Kind.BY_HAND,
          classPath(ByHandEndpoint.class, "by-hand"));

  /** What a vendor would write with Express. */
  public static final Contender EXPRESS =
      rival("express", "Express and pg, a statement a call", Kind.EXPRESS, List.of());

  /** All that can be named in settings. */
  private static final List<Contender> ALL =
      List.of(BARE, H2_200, H2_202, POSTGRESQL_200, POSTGRESQL_202, BY_HAND, EXPRESS);

  /** The contender of that name. */
  public static Contender named(String id) {
    return ALL.stream()
        .filter(contender -> contender.id.equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Unknown contender " + id));
  }

  /** Another build of Inlet, answering 200 on H2. */
  public static Contender ofJar(Path jar) {
    return H2_200.running(
        OTHER_JAR, "Inlet 200 of " + jar.getFileName(), List.of("-jar", jar.toString()));
  }

  /** The same Inlet, whose every force of the journal's files takes longer. */
  public Contender onSlowDisk(int delayMillis) {
    Contender slow =
        running(
            id + "-slow-" + delayMillis,
            delayMillis + " ms more a force",
            classPath(Application.class, "dev"));
    return delayMillis == 0
        ? slow.named(slow.id, "no delay")
        : slow.with("BENCH_FORCE_DELAY", String.valueOf(delayMillis));
  }

  /** The same contender under another name. */
  public Contender named(String id, String title) {
    return new Contender(
        id, title, kind, isOnPostgresql, program, rightStatuses, environment, instances);
  }

  /** The same Inlet, which sends all changes to a subscriber, a hundred in a request. */
  public Contender forwarding() {
    return named(id + "-forwarding", "a subscriber")
        .with("INLET_FORWARD_KEY", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")
        .with("INLET_FORWARD_ALLOW_PRIVATE", "true");
  }

  /** Whether it has a subscriber. */
  public boolean isForwarding() {
    return environment.containsKey("INLET_FORWARD_KEY");
  }

  /** So many of the same Inlet on one PostgreSQL. */
  public Contender times(int count) {
    return new Contender(
        id + "-" + count,
        count == 1 ? "1 instance" : count + " instances",
        kind,
        isOnPostgresql,
        program,
        rightStatuses,
        environment,
        count);
  }

  /** The same Inlet, whose calls are made durable by a Kafka, and so answered 202. */
  public Contender onKafka() {
    return named(id + "-kafka", title + ", Kafka")
        .with("INLET_ANSWER", "accepted")
        .with(KAFKA_PARTITIONS, "2")
        .with("INLET_JOURNAL_KAFKA_REPLICATION", "1");
  }

  /** Whether it gets a Kafka. */
  public boolean isOnKafka() {
    return environment.containsKey(KAFKA_PARTITIONS);
  }

  /** Whether it is Inlet, and so has a console's port and a lag. */
  public boolean isInlet() {
    return kind == Kind.INLET;
  }

  private static Contender inlet(String id, String title, boolean isOnPostgresql, String answer) {
    return new Contender(
        id,
        title,
        Kind.INLET,
        isOnPostgresql,
        List.of("-jar", Path.of("target", "inlet.jar").toString()),
        answer.equals("accepted") ? Set.of(202) : Set.of(200, 202),
        Map.of("MICRONAUT_ENVIRONMENTS", "dev", "INLET_ANSWER", answer),
        1);
  }

  private static Contender rival(String id, String title, Kind kind, List<String> program) {
    return new Contender(id, title, kind, kind != Kind.BARE, program, Set.of(200), Map.of(), 1);
  }

  private static List<String> classPath(Class<?> main, String environments) {
    return List.of(
        "-Dmicronaut.environments=" + environments,
        "-cp",
        System.getProperty("java.class.path"),
        main.getName());
  }

  private Contender running(String id, String title, List<String> program) {
    return new Contender(
        id, title, kind, isOnPostgresql, program, rightStatuses, environment, instances);
  }

  private Contender with(String variable, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(variable, value);
    return new Contender(id, title, kind, isOnPostgresql, program, rightStatuses, more, instances);
  }
}
