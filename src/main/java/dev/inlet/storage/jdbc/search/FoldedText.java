package dev.inlet.storage.jdbc.search;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Text without case and accents, so that {@code lukasz} finds Łukasz and {@code strasse} Straße: of
 * what people search for in Java, and of what is stored in the statement that looks for it. Both
 * come to the same for the letters of Latin alphabets; of others case is folded alone.
 */
public final class FoldedText {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  /** Letters that become two, and what goes. */
  private static final Map<String, String> OTHERS = new LinkedHashMap<>();

  /** Lower-case letters with a mark, and beside them those without, at the same places. */
  private static final String MARKED;

  private static final String PLAIN;

  static {
    OTHERS.put("ß", "ss");
    OTHERS.put("æ", "ae");
    OTHERS.put("œ", "oe");
    OTHERS.put("þ", "th");
    // Marks that come by themselves: grave, acute, circumflex, tilde, dot, diaeresis, ring, caron,
    // cedilla, ogonek.
    for (char mark : "\u0300\u0301\u0302\u0303\u0307\u0308\u030a\u030c\u0327\u0328".toCharArray()) {
      OTHERS.put(String.valueOf(mark), "");
    }
    var marked = new StringBuilder("łøđðħıŧ");
    var plain = new StringBuilder("loddhit");
    // Latin-1, Extended-A and B, and what Vietnamese has besides.
    for (String block : List.of("\u00e0\u00ff", "\u0100\u021b", "\u1ea0\u1ef9")) {
      for (char letter = block.charAt(0); letter <= block.charAt(1); letter++) {
        String base = MARKS.matcher(decomposed(String.valueOf(letter))).replaceAll("");
        boolean isMarked = base.length() == 1 && base.charAt(0) != letter;
        if (isMarked && Character.isLowerCase(letter)) {
          marked.append(letter);
          plain.append(base);
        }
      }
    }
    MARKED = marked.toString();
    PLAIN = plain.toString();
  }

  private FoldedText() {}

  private static String decomposed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD);
  }

  /** What somebody searches for, folded. */
  public static String of(String text) {
    String folded = Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    var plain = new StringBuilder();
    folded
        .codePoints()
        .forEach(
            letter -> {
              int place = MARKED.indexOf(letter);
              if (place < 0) {
                plain.appendCodePoint(letter);
              } else {
                plain.append(PLAIN.charAt(place));
              }
            });
    String whole = plain.toString();
    for (Map.Entry<String, String> other : OTHERS.entrySet()) {
      whole = whole.replace(other.getKey(), other.getValue());
    }
    return whole;
  }

  /**
   * An expression that folds a column of lower-case text. What is plain ASCII, which is most of it,
   * is not looked at letter by letter.
   */
  public static String column(String lowerCase) {
    String folded = "TRANSLATE(%s, '%s', '%s')".formatted(lowerCase, MARKED, PLAIN);
    for (Map.Entry<String, String> other : OTHERS.entrySet()) {
      folded = "REPLACE(%s, '%s', '%s')".formatted(folded, other.getKey(), other.getValue());
    }
    return "CASE WHEN OCTET_LENGTH(%1$s) = CHAR_LENGTH(%1$s) THEN %1$s ELSE %2$s END"
        .formatted(lowerCase, folded);
  }
}
