package dev.inlet.forward;

import dev.inlet.codec.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Changes as the text that is stored: a JSON array of the different settings, and behind them for
 * each change its kind, what it is about, names, message, and the number of its settings. What is
 * missing at the end is left out. A change that was taken away is an empty array.
 */
public final class PieceText {
  /** So many characters are stored together, unless one change alone is longer. */
  static final int MOST_CHARACTERS = 32_000;

  /** In the place of a change that was taken away. */
  static final NewChange GONE =
      new NewChange(ChangeType.CONTACT_ERASED, List.of(), List.of(), null, null);

  private final Map<String, Integer> settings = new LinkedHashMap<>();
  private final StringBuilder changes = new StringBuilder();
  private long length;

  private PieceText() {}

  /** Changes as the texts of as many pieces as that makes. */
  public static List<String> write(Collection<NewChange> all) {
    var texts = new ArrayList<String>();
    var text = new PieceText();
    for (NewChange change : all) {
      if (text.length > MOST_CHARACTERS) {
        texts.add(text.toString());
        text = new PieceText();
      }
      text.add(change);
    }
    texts.add(text.toString());
    return texts;
  }

  private void add(NewChange change) {
    int before = changes.length();
    changes.append(",[");
    if (change != GONE) {
      changes.append('"').append(change.type().code()).append('"');
      array(change.about());
      boolean hasSettings = change.settings() != null;
      if (!change.names().isEmpty() || change.messageId() != null || hasSettings) {
        array(change.names());
        changes.append(',');
        changes.append(change.messageId() == null ? "null" : Json.quote(change.messageId()));
      }
      if (change.settings() != null) {
        changes.append(',').append(numberOf(change.settings()));
      }
    }
    changes.append(']');
    length += changes.length() - before;
  }

  private void array(Collection<String> texts) {
    changes.append(",[");
    String separator = "";
    for (String text : texts) {
      changes.append(separator).append(Json.quote(text));
      separator = ",";
    }
    changes.append(']');
  }

  private int numberOf(String json) {
    Integer known = settings.putIfAbsent(json, settings.size());
    if (known == null) {
      length += json.length();
      return settings.size() - 1;
    }
    return known;
  }

  @Override
  public String toString() {
    return "[[" + String.join(",", settings.keySet()) + "]" + changes + "]";
  }

  /** Reads what was written. */
  static List<NewChange> read(String text) {
    List<String> parts = Json.elements(text);
    List<String> settings = Json.elements(parts.getFirst());
    return parts.stream().skip(1).map(change -> change(Json.elements(change), settings)).toList();
  }

  private static NewChange change(List<String> parts, List<String> settings) {
    return parts.isEmpty()
        ? GONE
        : new NewChange(
            ChangeType.ofCode(string(parts.get(0))),
            strings(parts.get(1)),
            parts.size() < 3 ? List.of() : strings(parts.get(2)),
            parts.size() < 4 ? null : Json.text(parts.get(3)),
            settings(parts, settings));
  }

  private static @Nullable String settings(List<String> parts, List<String> settings) {
    return parts.size() < 5 ? null : settings.get(Integer.parseInt(parts.get(4)));
  }

  private static List<String> strings(String array) {
    return Json.elements(array).stream().map(PieceText::string).toList();
  }

  private static String string(String json) {
    return Objects.requireNonNull(Json.text(json), "a JSON string");
  }
}
