package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The program that computes sizes, and what SCALING.md shows of it. */
class SizingTest {

  private record Run(int code, String output) {}

  @Test
  void theDocumentShowsWhatItPrints() throws Exception {
    Run run = run("calls-per-second=100", "people=1000000", "activity-days=90");
    assertEquals(0, run.code());
    String document = Files.readString(Path.of("src", "site", "SCALING.md"));
    assertTrue(document.contains("```\n" + run.output() + "```\n"), run.output());
  }

  @Test
  void theDocumentShowsWhatItPrintsOfKafkaToo() throws Exception {
    Run run = run("calls-per-second=100", "people=1000000", "activity-days=90", "kafka-brokers=3");
    assertEquals(0, run.code());
    String document = Files.readString(Path.of("src", "site", "SCALING.md"));
    String ofKafka = run.output().substring(run.output().indexOf("partitions of Kafka's topic"));
    assertTrue(document.contains("```\n" + ofKafka + "```\n"), run.output());
    assertTrue(run.output().contains("cores of all instances, busy             0.49\n"));
    assertTrue(document.contains("0.49 cores of the instances"));
  }

  @Test
  void whatItDoesNotKnowIsRefusedWithWhatThereIs() throws Exception {
    Run run = run("calls-per-second=many");
    assertEquals(2, run.code());
    assertTrue(run.output().contains("journal-days"), run.output());
  }

  private static Run run(String... arguments) throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                Path.of("src", "examples", "sizing", "Sizing.java").toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), output);
  }
}
