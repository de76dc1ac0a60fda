package dev.inlet.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A server that takes part in the comparison: how it is started, and what it should answer. */
enum Contender {
  /** {@link BareEndpoint}: the ceiling that the server framework itself sets. */
  BARE("bare", "bare endpoint", Set.of(200)),
  /** Inlet as it comes: a call is answered when it is durable and, mostly, processed. */
  INLET_200("inlet-200", "Inlet, processed", Set.of(200, 202)),
  /** Inlet with {@code inlet.answer: accepted}: a call is answered when it is durable. */
  INLET_202("inlet-202", "Inlet, accepted", Set.of(202)),
  /** Another build of Inlet, the file that {@code inlet.bench.jar} names. */
  OTHER_JAR("other-jar", "Inlet of that jar", Set.of(200, 202));

  private final String id;
  private final String title;
  private final Set<Integer> rightStatuses;

  Contender(String id, String title, Set<Integer> rightStatuses) {
    this.id = id;
    this.title = title;
    this.rightStatuses = rightStatuses;
  }

  static Contender named(String id) {
    return Stream.of(values())
        .filter(contender -> contender.id.equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Unknown contender " + id));
  }

  /** The name in settings, folders and log files. */
  String id() {
    return id;
  }

  String title() {
    return title;
  }

  /** Every other status is a wrong answer. */
  Set<Integer> rightStatuses() {
    return rightStatuses;
  }

  boolean isInlet() {
    return this != BARE;
  }

  /** What follows the JVM's flags on the command line. */
  List<String> program() {
    return switch (this) {
      case BARE ->
          List.of("-cp", System.getProperty("java.class.path"), BareEndpoint.class.getName());
      case INLET_200, INLET_202 -> List.of("-jar", Path.of("target", "inlet.jar").toString());
      case OTHER_JAR -> List.of("-jar", System.getProperty("inlet.bench.jar"));
    };
  }

  Map<String, String> environment() {
    return switch (this) {
      case BARE -> Map.of("MICRONAUT_ENVIRONMENTS", "dev,bench");
      case INLET_200, OTHER_JAR -> Map.of("MICRONAUT_ENVIRONMENTS", "dev");
      case INLET_202 -> Map.of("MICRONAUT_ENVIRONMENTS", "dev", "INLET_ANSWER", "accepted");
    };
  }
}
