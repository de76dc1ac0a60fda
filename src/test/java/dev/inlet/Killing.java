package dev.inlet;

import dev.inlet.kafka.KafkaBroker;
import java.util.List;

/** Something that is killed by kill -9 and started again. */
interface Killing {
  void kill() throws Exception;

  void start() throws Exception;

  /** What can be done, and fail. */
  interface Step {
    void run() throws Exception;
  }

  private static Killing of(Step kill, Step start) {
    return new Killing() {
      @Override
      public void kill() throws Exception {
        kill.run();
      }

      @Override
      public void start() throws Exception {
        start.run();
      }
    };
  }

  static Killing of(InletProcess inlet) {
    return of(inlet::kill, inlet::start);
  }

  static Killing of(KillablePostgresql server) {
    return of(server::kill, server::start);
  }

  /** All at once. */
  static Killing of(List<KafkaBroker> brokers) {
    return of(
        () -> {
          for (KafkaBroker broker : brokers) {
            broker.kill();
          }
        },
        () -> KafkaBroker.start(brokers));
  }
}
