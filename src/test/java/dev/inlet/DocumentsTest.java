package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents point to is there. */
class DocumentsTest {
  private static final int MOST_BYTES_OF_README = 12 * 1024;
  private static final Path SOURCES = Path.of("src", "main", "java", "dev", "inlet");

  private static final Pattern FILE = Pattern.compile("`([a-z0-9/]+/[A-Z]\\w*\\.java)`");
  private static final Pattern CLASS =
      Pattern.compile("`([a-z0-9]+(?:\\.[a-z0-9]+)*\\.[A-Z]\\w*)`");

  @Test
  void everyLinkLeadsToAFileAndItsHeading() {
    assertEquals(List.of(), Links.broken(documents()));
  }

  @Test
  void everySourceFileThatIsNamedIsWhereItIsSaidToBe() {
    var missing = new ArrayList<String>();
    for (Path document : documents()) {
      String text = read(document);
      Stream.concat(
              found(FILE, text).map(file -> file.group(1)),
              found(CLASS, text).map(name -> name.group(1).replace('.', '/') + ".java"))
          .filter(file -> !Files.exists(SOURCES.resolve(file)))
          .forEach(file -> missing.add(document + ": " + file));
    }
    assertEquals(List.of(), missing);
  }

  @Test
  void theReceiverThatIsShownIsTheOneThatIsThere() throws IOException {
    String receiver = Files.readString(Path.of("src", "examples", "receiver", "receiver.mjs"));
    assertTrue(read(Path.of("src", "site", "OPERATING.md")).contains(receiver));
    assertEquals(10, receiver.lines().count());
  }

  @Test
  void theReadmeStaysShort() throws IOException {
    long bytes = Files.size(Path.of("README.md"));
    assertTrue(bytes <= MOST_BYTES_OF_README, bytes + " bytes");
  }

  private static List<Path> documents() {
    try (Stream<Path> here = Files.list(Path.of(""));
        Stream<Path> site = Files.list(Path.of("src", "site"))) {
      return Stream.concat(here, site).filter(file -> file.toString().endsWith(".md")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<MatchResult> found(Pattern pattern, String text) {
    return pattern.matcher(text).results();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
