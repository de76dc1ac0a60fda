package dev.inlet.bench;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one run measures. Each part is a system property {@code bench.*}; their defaults stand in
 * the {@code bench} profile of {@code pom.xml}.
 *
 * @param contenders the servers to compare, in the order of their turns
 * @param connections the numbers of keep-alive connections to measure at full load
 * @param halfLoadConnections the number of connections at half load; one of {@code connections}
 * @param rounds how many turns each contender gets; the medians over them are reported
 * @param settling how long each server is loaded once, before anything is measured
 * @param warmUp how long each turn runs before its measured time
 * @param measured the measured time of a turn
 * @param drainLimit how long a turn waits at most for Inlet to process what it has acknowledged
 * @param jvmFlags the same for every server
 */
record Plan(
    List<Contender> contenders,
    List<Integer> connections,
    int halfLoadConnections,
    int rounds,
    Duration settling,
    Duration warmUp,
    Duration measured,
    Duration drainLimit,
    List<String> jvmFlags) {

  static Plan fromSystemProperties() {
    return new Plan(
        chosen(),
        list("connections").map(Integer::valueOf).toList(),
        Integer.parseInt(property("halfLoadConnections")),
        Integer.parseInt(property("rounds")),
        seconds("settlingSeconds"),
        seconds("warmUpSeconds"),
        seconds("measuredSeconds"),
        seconds("drainLimitSeconds"),
        List.of(property("jvmFlags").split("\\s+")));
  }

  private static List<Contender> chosen() {
    Stream<Contender> other =
        System.getProperty("inlet.bench.jar", "").isBlank()
            ? Stream.of()
            : Stream.of(Contender.OTHER_JAR);
    return Stream.concat(list("contenders").map(Contender::named), other).toList();
  }

  int mostConnections() {
    return connections.stream().mapToInt(Integer::intValue).max().orElseThrow();
  }

  private static Stream<String> list(String name) {
    return Stream.of(property(name).split(",")).map(String::strip);
  }

  private static Duration seconds(String name) {
    return Duration.ofMillis(Math.round(1000 * Double.parseDouble(property(name))));
  }

  private static String property(String name) {
    String value = System.getProperty("bench." + name);
    if (value == null) {
      throw new IllegalArgumentException("bench." + name + " is not set; see the bench profile");
    }
    return value;
  }
}
