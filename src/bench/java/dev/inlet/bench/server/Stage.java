package dev.inlet.bench.server;

import java.util.List;
import java.util.stream.Stream;

/** Where processor time goes, told by the names of threads, of which Linux keeps 15 characters. */
public enum Stage {
  /** The event loops: HTTP, authentication, decoding and checking. */
  HTTP("HTTP and decoding", "default-eventLo"),
  /** Group commit: frames and forces, or the statements of an append. */
  JOURNAL("journal", "journal-writer"),
  /** Dedup, handlers, and what they ask for in the stores. */
  PROCESS("process and store", "processor"),
  /** H2's own writing, after commits. */
  H2("H2 in the background", "MVStore", "H2-"),
  /** Calls sent to Kafka, and moved from there: Inlet's own threads, and those of the client. */
  RELAY("to and from Kafka", "kafka-"),
  /** Changes read and sent: virtual threads, of which a turn has no others, and the client's. */
  FORWARD("changes sent", "ForkJoinPool-1", "HttpClient"),
  /** All processes of PostgreSQL. */
  DATABASE("PostgreSQL"),
  /** The broker, where there is one. */
  BROKER("Kafka"),
  COLLECTOR("collector", "GC Thread", "G1 ", "VM Thread"),
  COMPILER("compiler", "C1 ", "C2 "),
  /** Every other thread, and those that have ended meanwhile. */
  OTHERS("others");

  private final String title;
  private final List<String> threads;

  Stage(String title, String... threads) {
    this.title = title;
    this.threads = List.of(threads);
  }

  /** The name in the report. */
  public String title() {
    return title;
  }

  /** The stage of a thread of the server. */
  static Stage of(String thread) {
    return Stream.of(values())
        .filter(stage -> stage.threads.stream().anyMatch(thread::startsWith))
        .findFirst()
        .orElse(OTHERS);
  }
}
