package dev.inlet.bench;

import dev.inlet.bench.server.Contender;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one run measures. Each part is a system property {@code inlet.bench.*}; what is not set has
 * a default, for a short run another than for the whole report.
 *
 * @param sections the parts of the report
 * @param contenders the servers to compare, in the order of their turns
 * @param connections the numbers of keep-alive connections of the closed loops
 * @param rates the calls a second of the open loops
 * @param accounts how many accounts are many
 * @param stored the numbers of stored calls to compare
 * @param delays the milliseconds to add to a force
 * @param rounds how many turns each server gets under each load; medians over them are reported
 * @param warmUpWindow how long a server is loaded before its rate is looked at again
 * @param warmUpLimit how long it is loaded at most until its rate is steady
 * @param lead how long each turn runs before its measured time
 * @param measured the measured time of a turn
 * @param drainLimit how long a turn waits at most for Inlet to process what it has acknowledged
 * @param jvmFlags the same for every server that is a JVM
 */
record Plan(
    Set<Section> sections,
    List<Contender> contenders,
    List<Integer> connections,
    List<Integer> rates,
    int accounts,
    List<Long> stored,
    List<Integer> delays,
    int rounds,
    Duration warmUpWindow,
    Duration warmUpLimit,
    Duration lead,
    Duration measured,
    Duration drainLimit,
    List<String> jvmFlags) {
  private static final String PREFIX = "inlet.bench.";
  private static final String ALL_CONTENDERS =
      "bare,h2-200,h2-202,postgresql-200,postgresql-202,micronaut,express";

  static Plan fromSystemProperties() {
    boolean isQuick = Boolean.parseBoolean(property("quick", "false"));
    return new Plan(
        list("only", isQuick ? "connections,rates" : allSections())
            .map(Section::named)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Section.class))),
        chosenContenders(),
        list("connections", "1,64,256").map(Integer::valueOf).toList(),
        list("rates", isQuick ? "300,1000" : "10,100,300,1000,3000").map(Integer::valueOf).toList(),
        Integer.parseInt(property("accounts", "1000")),
        list("stored", "10000,1000000").map(Long::valueOf).toList(),
        list("delays", "0,5,20").map(Integer::valueOf).toList(),
        Integer.parseInt(property("rounds", isQuick ? "1" : "3")),
        seconds("warmUpWindowSeconds", isQuick ? "3" : "5"),
        seconds("warmUpLimitSeconds", isQuick ? "20" : "180"),
        seconds("leadSeconds", "1"),
        seconds("measuredSeconds", isQuick ? "3" : "10"),
        seconds("drainLimitSeconds", "60"),
        List.of(property("jvmFlags", "-Xms512m -Xmx512m").split("\\s+")));
  }

  /** The properties that were set, as they are written behind the command. */
  static String setProperties() {
    return new TreeSet<>(System.getProperties().stringPropertyNames())
        .stream()
            .filter(name -> name.startsWith(PREFIX) && !System.getProperty(name).isBlank())
            .map(name -> " -D" + name + "=" + withoutFolders(System.getProperty(name)))
            .collect(Collectors.joining());
  }

  /** Where a jar is matters to nobody else. */
  private static String withoutFolders(String value) {
    String name = value.substring(value.lastIndexOf('/') + 1);
    return name.contains(" ") ? "'" + name + "'" : name;
  }

  private static List<Contender> chosenContenders() {
    Stream<Contender> other =
        Stream.of(property("jar", ""))
            .filter(jar -> !jar.isEmpty())
            .map(jar -> Contender.ofJar(Path.of(jar)));
    return Stream.concat(list("contenders", ALL_CONTENDERS).map(Contender::named), other).toList();
  }

  private static String allSections() {
    return Arrays.stream(Section.values()).map(Section::name).collect(Collectors.joining(","));
  }

  private static Stream<String> list(String name, String usual) {
    return Stream.of(property(name, usual).split(",")).map(String::strip);
  }

  private static Duration seconds(String name, String usual) {
    return Duration.ofMillis(Math.round(1000 * Double.parseDouble(property(name, usual))));
  }

  private static String property(String name, String usual) {
    String value = System.getProperty(PREFIX + name, "").strip();
    return value.isEmpty() ? usual : value;
  }
}
