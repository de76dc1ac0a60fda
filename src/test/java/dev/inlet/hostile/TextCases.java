package dev.inlet.hostile;

import static dev.inlet.hostile.Head.joined;
import static dev.inlet.hostile.Head.utf8;
import static dev.inlet.hostile.HostileCase.body;
import static dev.inlet.hostile.HostileCase.identify;
import static dev.inlet.hostile.HostileCase.json;
import static dev.inlet.hostile.Verdict.DOCUMENTED;
import static dev.inlet.hostile.Verdict.MALFORMED;
import static dev.inlet.hostile.Verdict.takenIf;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Characters: raw, escaped, in the wrong encoding, and bent at random. */
final class TextCases {
  /** Overlong, a surrogate, beyond Unicode, cut short, and what is never in UTF-8. */
  private static final List<String> INVALID_UTF8 =
      List.of("ff", "80", "c080", "e08080", "eda080", "edb080", "f4908080", "e282", "f09f98");

  private static final String SYNTAX = "{}[]\",:.-+eEu0\\ntf ";

  private static final JsonMapper STRICT =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private TextCases() {}

  static Stream<HostileCase> all() {
    return Stream.of(rawBytes(), escapes(), surrogates(), invalidUtf8(), otherEncodings())
        .flatMap(cases -> cases);
  }

  private static byte[] withTrait(String id, byte[] inString) {
    return joined(
        utf8("{\"type\":\"identify\",\"userId\":\"" + id + "\",\"traits\":{\"a\":\"x"),
        inString,
        utf8("y\"}}"));
  }

  private static Stream<HostileCase> rawBytes() {
    return IntStream.range(0, 256)
        .mapToObj(
            b ->
                body(
                    "byte " + b + " in a string",
                    takenIf(b >= ' ' && b < 0x80 && b != '"' && b != '\\'),
                    id -> withTrait(id, new byte[] {(byte) b})));
  }

  private static Stream<HostileCase> escapes() {
    return IntStream.range(' ', 0x7f)
        .mapToObj(
            c ->
                body(
                    "escape \\" + (char) c,
                    takenIf("\"\\/bfnrt".indexOf(c) >= 0),
                    id -> withTrait(id, new byte[] {'\\', (byte) c})));
  }

  /** Every row of up to four of: half a pair, the other half, neither. */
  private static Stream<HostileCase> surrogates() {
    return IntStream.rangeClosed(1, 4)
        .boxed()
        .flatMap(length -> rows("", length))
        .map(
            row ->
                body(
                    "surrogates " + row,
                    takenIf(!row.replace("HL", "").matches(".*[HL].*")),
                    id ->
                        withTrait(
                            id,
                            utf8(
                                row.replace("H", "\\uD83D")
                                    .replace("L", "\\ude00")
                                    .replace("-", "\\u002d")))));
  }

  private static Stream<String> rows(String start, int length) {
    return length == 0
        ? Stream.of(start)
        : Stream.of("H", "L", "-").flatMap(next -> rows(start + next, length - 1));
  }

  private static Stream<HostileCase> invalidUtf8() {
    int length = utf8(identify("h00000")).length;
    return INVALID_UTF8.stream()
        .flatMap(
            hex ->
                IntStream.rangeClosed(0, length)
                    .mapToObj(
                        at ->
                            body(
                                hex + " at " + at,
                                MALFORMED,
                                id ->
                                    inserted(
                                        utf8(identify(id)), at, HexFormat.of().parseHex(hex)))));
  }

  private static byte[] inserted(byte[] bytes, int at, byte[] more) {
    return joined(Arrays.copyOf(bytes, at), more, Arrays.copyOfRange(bytes, at, bytes.length));
  }

  private static Stream<HostileCase> otherEncodings() {
    Stream<HostileCase> encodings =
        Stream.of(
                "UTF-16",
                "UTF-16LE",
                "UTF-16BE",
                "UTF-32",
                "UTF-32LE",
                "UTF-32BE",
                "X-UTF-32BE-BOM",
                "X-UTF-32LE-BOM",
                "X-UTF-16LE-BOM",
                "IBM500",
                "CESU-8",
                "ISO-8859-1",
                "windows-1252",
                "GB18030",
                "Shift_JIS")
            .map(
                name ->
                    body(
                        "in " + name,
                        MALFORMED,
                        id ->
                            identify(id)
                                .replace("}", ",\"traits\":{\"a\":\"é😀ﾊ\"}}")
                                .getBytes(Charset.forName(name))));
    return Stream.concat(
        encodings,
        Stream.of(
            json("byte order mark", Verdict.TAKEN, id -> "\ufeff" + identify(id)),
            json("two byte order marks", MALFORMED, id -> "\ufeff\ufeff" + identify(id)),
            json(
                "the replacement character itself",
                Verdict.TAKEN,
                id -> "\n" + identify(id).replace("}", ",\"traits\":{\"\ufffd\":\"\ufffd\"}}"))));
  }

  /**
   * A call with a few bytes changed, added or lost, one for each seed. What another parser does not
   * take for JSON must be refused.
   */
  static Stream<HostileCase> bent(LongStream seeds) {
    return seeds.mapToObj(
        seed ->
            body(
                "bent with seed " + seed,
                isJson(bent("h00000", seed)) ? DOCUMENTED : MALFORMED,
                id -> bent(id, seed)));
  }

  private static byte[] bent(String id, long seed) {
    var random = new Random(seed);
    byte[] bent = utf8(identify(id).replace("}", ",\"traits\":{\"a\":[1.5e3,\"\\u00e9é\",null]}}"));
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      int at = random.nextInt(bent.length);
      byte[] rest = Arrays.copyOfRange(bent, at + random.nextInt(2), bent.length);
      bent = joined(Arrays.copyOf(bent, at), more(random), rest);
    }
    return bent;
  }

  private static byte[] more(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> new byte[0];
      case 1 -> new byte[] {(byte) random.nextInt(256)};
      default -> new byte[] {(byte) SYNTAX.charAt(random.nextInt(SYNTAX.length()))};
    };
  }

  private static boolean isJson(byte[] bytes) {
    try {
      return !STRICT.readTree(bytes).isMissingNode();
    } catch (IOException e) {
      return false;
    }
  }
}
