package dev.inlet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where documents in Markdown lead to beside them. */
public final class Links {
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

  private Links() {}

  /** The links that lead to no file, or to no heading in it. */
  public static List<String> broken(List<Path> documents) {
    var broken = new ArrayList<String>();
    for (Path document : documents) {
      found(LINK, document)
          .map(link -> link.group(1))
          .filter(target -> !target.startsWith("http"))
          .filter(target -> !leadsSomewhere(document, target))
          .forEach(target -> broken.add(document + ": " + target));
    }
    return broken;
  }

  private static boolean leadsSomewhere(Path document, String target) {
    String[] parts = target.split("#", 2);
    Path file = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]).normalize();
    return Files.exists(file) && (parts.length == 1 || anchors(file).contains(parts[1]));
  }

  /** As GitHub makes them. */
  private static Set<String> anchors(Path file) {
    return found(HEADING, file)
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  private static Stream<MatchResult> found(Pattern pattern, Path file) {
    try {
      return pattern.matcher(Files.readString(file)).results();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
