package dev.inlet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A block of code in a document, as it stands there.
 *
 * @param name the heading above it; of further ones of that language below the same heading with
 *     their number, such as {@code Backup (2)}
 * @param language such as {@code sh}; empty when none is said
 */
public record CodeBlock(String name, String language, String text) {
  public static final Path OPERATING = Path.of("src", "site", "OPERATING.md");
  public static final Path README = Path.of("README.md");

  public static final String SHELL = "sh";

  private static final Pattern PART =
      Pattern.compile("(?ms)^```(?<language>\\w*)\\n(?<text>.*?)^```$|^#+ (?<heading>.+?)$");

  /** What looks like a command between backticks: it begins with a program, and says more. */
  private static final Pattern COMMAND =
      Pattern.compile(
          "`((?:java|docker|kubectl|openssl|printf|bin/inlet|source|alias|npm|curl|(?:\\./)?mvnw?)"
              + " [^`]+)`");

  /** All of them, from the beginning to the end. */
  public static List<CodeBlock> in(Path document) {
    var blocks = new ArrayList<CodeBlock>();
    Map<String, Integer> numbers = new HashMap<>();
    String heading = "";
    for (MatchResult part : PART.matcher(read(document)).results().toList()) {
      if (part.group("heading") != null) {
        heading = part.group("heading");
      } else {
        String language = part.group("language");
        int number = numbers.merge(language + heading, 1, Integer::sum);
        String name = number == 1 ? heading : "%s (%d)".formatted(heading, number);
        blocks.add(new CodeBlock(name, language, part.group("text")));
      }
    }
    return blocks;
  }

  /** Those of commands for a shell. */
  public static List<CodeBlock> commandsIn(Path document) {
    return in(document).stream().filter(block -> block.language().equals(SHELL)).toList();
  }

  /** The commands for a shell of a name. */
  public static CodeBlock commands(Path document, String name) {
    return commandsIn(document).stream()
        .filter(block -> block.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(document + " has no commands below " + name));
  }

  /** The commands that stand in a sentence, by what they begin with. */
  public static List<String> commandsInSentences(Path document) {
    String sentences = PART.matcher(read(document)).replaceAll("");
    return COMMAND
        .matcher(sentences)
        .results()
        .map(command -> command.group(1).replaceAll("\\s+", " "))
        .distinct()
        .collect(Collectors.toList());
  }

  /** One of its lines, which may go on behind a backslash. */
  public String line(int index) {
    return text.replace("\\\n", "").lines().toList().get(index);
  }

  private static String read(Path document) {
    try {
      return Files.readString(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
