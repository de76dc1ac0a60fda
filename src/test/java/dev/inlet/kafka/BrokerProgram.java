package dev.inlet.kafka;

import java.io.PrintStream;

/**
 * A process that is a Kafka broker and its own controller, with Kafka's classes on its class path
 * alone. Formatting and starting in one process saves a JVM.
 */
final class BrokerProgram {
  private static final String CLUSTER = "4L6g3nShT-eMCtK--X86sw";

  private BrokerProgram() {}

  /** Starts it with the settings in a file. */
  public static void main(String... arguments) throws ReflectiveOperationException {
    String settings = arguments[0];
    Class.forName("kafka.tools.StorageTool")
        .getMethod("execute", String[].class, PrintStream.class)
        .invoke(
            null,
            new String[] {"format", "--ignore-formatted", "-t", CLUSTER, "-c", settings},
            System.out);
    Class.forName("kafka.Kafka")
        .getMethod("main", String[].class)
        .invoke(null, (Object) new String[] {settings});
  }
}
