import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Computes instances, cores and disk of an Inlet on PostgreSQL. What it goes by was measured, and
 * stands in src/site/SCALING.md; give figures of your own where yours differ:
 *
 * <pre>{@code
 * java Sizing.java calls-per-second=500 people=2000000 activity-days=90
 * }</pre>
 */
public final class Sizing {
  private static final double DAY = 86_400;

  /** On so many brokers Inlet has Kafka keep each call, where there are as many. */
  private static final double COPIES = 3;

  /** Of an instance to each broker: the producer, the consumer, and what looks at the topic. */
  private static final long TO_BROKER = 7;

  private static final long MOST_PARTITIONS = 256;

  /** Of an instance to PostgreSQL, when all are in use. */
  private static final long TO_DATABASE = 20;

  private final Map<String, Double> values = new LinkedHashMap<>();
  private final Map<String, String> meanings = new LinkedHashMap<>();

  private Sizing() {
    put("calls-per-second", 100, "on an average day");
    put("peak", 3, "so many times as many in the busiest minute");
    put("people", 1_000_000, "contacts, and anonymous ids that were identified");
    put("journal-days", 7, "inlet.journal.keep");
    put("feed-days", 7, "inlet.forward.retention");
    put("activity-days", 365, "how long you keep events and pages");
    put("activity-share", 0.55, "of the calls are events or pages");
    put("intake-micros", 700, "processor time of an instance for each call that it takes");
    put("processing-micros", 530, "of the instance that processes, for each call of all");
    put("database-micros", 950, "of PostgreSQL for each call");
    put("journal-bytes", 1_050, "on the disk for each call in the journal");
    put("activity-bytes", 640, "for each event or page, with its indexes");
    put("feed-bytes", 200, "for each call in the feed of changes");
    put("seen-bytes", 85, "for each call of eight days, to know repeats");
    put("person-bytes", 1_900, "for each person, with traits and indexes");
    put("kafka-brokers", 0, "on which Kafka makes calls durable; 0 where PostgreSQL does");
    put("kafka-days", 8, "retention.ms and segment.ms of its topic");
    put("kafka-bytes", 980, "on the disk for each call, on each broker that keeps it");
    put("kafka-micros", 660, "of a broker for each call that it keeps");
    put("relay-micros", 400, "of an instance for each call to Kafka and from there");
    put("partition-calls", 1_000, "a second on one partition, where each record is forced");
    put("cores", 2, "of an instance");
    put("busy", 0.6, "how much of a core may be busy in the busiest minute");
  }

  private void put(String name, double value, String meaning) {
    values.put(name, value);
    meanings.put(name, meaning);
  }

  private double the(String name) {
    return values.get(name);
  }

  public static void main(String[] arguments) {
    var sizing = new Sizing();
    for (String argument : arguments) {
      if (!sizing.isTaken(argument)) {
        System.err.println("Not a name=number that is known: " + argument);
        sizing.explain();
        System.exit(2);
      }
    }
    sizing.tell();
  }

  private boolean isTaken(String argument) {
    String[] parts = argument.split("=", 2);
    if (parts.length != 2 || !values.containsKey(parts[0])) {
      return false;
    }
    try {
      double value = Double.parseDouble(parts[1]);
      values.put(parts[0], value);
      return value >= 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private void explain() {
    values.forEach(
        (name, value) ->
            System.err.printf(Locale.ROOT, "  %s=%s: %s%n", name, value, meanings.get(name)));
  }

  private void tell() {
    double calls = the("calls-per-second");
    double peak = calls * the("peak");
    double processing = peak * the("processing-micros") / 1e6;
    boolean isOnKafka = the("kafka-brokers") > 0;
    double relay = isOnKafka ? the("relay-micros") : 0;
    double intake = peak * (the("intake-micros") + relay) / 1e6;
    double usable = the("cores") * the("busy");
    long needed = (long) Math.ceil((intake + processing) / usable);
    say("calls a second in the busiest minute", peak, "%.0f");
    say("cores of all instances, busy", intake + processing, "%.2f");
    say("of them the one thread that processes", processing, "%.2f");
    say("cores of PostgreSQL, busy", peak * the("database-micros") / 1e6, "%.2f");
    say("instances for the load", needed, "%.0f");
    long instances = Math.max(2, needed + 1);
    say("instances, so that one may be lost", instances, "%.0f");
    say("connections of PostgreSQL, at most", instances * TO_DATABASE, "%.0f");
    double perDay = calls * DAY;
    double journal = perDay * the("journal-days") * the("journal-bytes");
    double activity =
        perDay * the("activity-share") * the("activity-days") * the("activity-bytes");
    double feed = perDay * the("feed-days") * the("feed-bytes");
    double seen = perDay * 8 * the("seen-bytes");
    double people = the("people") * the("person-bytes");
    say("GB of the journal", journal / 1e9, "%.1f");
    say("GB of events and pages", activity / 1e9, "%.1f");
    say("GB of the feed", feed / 1e9, "%.1f");
    say("GB to know repeats", seen / 1e9, "%.1f");
    say("GB of people", people / 1e9, "%.1f");
    double all = journal + activity + feed + seen + people;
    say("GB of disk, a third of it free", all * 1.5 / 1e9, "%.1f");
    if (isOnKafka) {
      kafka(peak, perDay, instances);
    }
    if (processing > the("busy")) {
      System.out.println(
          "One thread processes all calls, and that is near its end: its batches grow, which makes"
              + " calls cheaper; measure with figures of your own, or set inlet.answer=accepted");
    }
  }

  private void kafka(double peak, double perDay, long instances) {
    double brokers = the("kafka-brokers");
    double copies = Math.min(brokers, COPIES);
    double kept = perDay * the("kafka-days") * the("kafka-bytes") * copies / brokers;
    double least = Math.max(Math.max(instances, brokers), peak / the("partition-calls"));
    long partitions = 1;
    while (partitions < least) {
      partitions *= 2;
    }
    say("partitions of Kafka's topic", partitions, "%.0f");
    say("cores of each broker, busy", peak * the("kafka-micros") * copies / brokers / 1e6, "%.2f");
    say("connections of each broker, at most", instances * TO_BROKER, "%.0f");
    say("GB of each broker, a third of it free", kept * 1.5 / 1e9, "%.1f");
    if (partitions > MOST_PARTITIONS) {
      System.out.println("A topic of Inlet's has up to " + MOST_PARTITIONS + " partitions");
    }
  }

  private static void say(String what, double value, String format) {
    System.out.printf(Locale.ROOT, "%-40s " + format + "%n", what, value);
  }
}
