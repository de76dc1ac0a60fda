package dev.inlet.hostile;

import static dev.inlet.hostile.Head.utf8;
import static dev.inlet.hostile.HostileCase.identify;
import static dev.inlet.hostile.HostileCase.json;
import static dev.inlet.hostile.HostileCase.request;
import static dev.inlet.hostile.Verdict.MALFORMED;
import static dev.inlet.hostile.Verdict.TAKEN;
import static dev.inlet.hostile.Verdict.takenIf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** Encodings of the body: cut, bent, stacked, unknown and explosive; and the limits of sizes. */
final class EncodingCases {
  private static final int LIMIT = 512 * 1024;

  /** What a few bytes claim to hold: 1 GB of zeros, by each of the codings that can. */
  private static final String BROTLI_BOMB = "fbffff3f00240028400180f9ffff07480050800002";

  private static final String ZSTD_BOMB = "28b52ffda4000000400200005500001000010000fbff39c002";
  private static final String SNAPPY_BOMB = "ff060000734e6150705900080000000000008080808004";

  private EncodingCases() {}

  static Stream<HostileCase> all() {
    return Stream.of(gzipCut(), gzipBent(), otherCodings(), stacked(), bombs(), sizes())
        .flatMap(cases -> cases);
  }

  static byte[] gzip(byte[] bytes) {
    var zipped = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(zipped)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return zipped.toByteArray();
  }

  private static byte[] deflate(byte[] bytes) {
    var zipped = new ByteArrayOutputStream();
    try (var deflate = new DeflaterOutputStream(zipped)) {
      deflate.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return zipped.toByteArray();
  }

  private static HostileCase coded(
      String name, Verdict verdict, String coding, HostileCase.Body body) {
    return request(
        name,
        verdict,
        (good, id) -> good.with("Content-Encoding: " + coding).bytes(body.bytes(id)));
  }

  private static byte[] zippedCall(String id) {
    return gzip(utf8(identify(id)));
  }

  private static Stream<HostileCase> gzipCut() {
    return IntStream.range(0, zippedCall("h00000").length - 8)
        .mapToObj(
            length ->
                coded(
                    "gzip cut after " + length,
                    MALFORMED,
                    "gzip",
                    id -> Arrays.copyOf(zippedCall(id), length)));
  }

  /** Flips a bit of each byte; in the header some bits do not matter, so an answer is enough. */
  private static Stream<HostileCase> gzipBent() {
    return IntStream.range(0, zippedCall("h00000").length)
        .mapToObj(
            at ->
                coded(
                    "gzip bent at " + at,
                    at < 10 ? Verdict.DOCUMENTED : MALFORMED,
                    "gzip",
                    id -> {
                      byte[] bent = zippedCall(id);
                      bent[Math.min(at, bent.length - 1)] ^= 1;
                      return bent;
                    }));
  }

  private static Stream<HostileCase> otherCodings() {
    Stream<HostileCase> unknown =
        Stream.of(
                "deflate",
                "br",
                "zstd",
                "snappy",
                "compress",
                "x-compress",
                "lzma",
                "xz",
                "bzip2",
                "exi",
                "aes128gcm",
                "dcb",
                "pack200-gzip",
                "*",
                "gzip;q=1",
                "gzip gzip",
                "gzıp",
                "gzi",
                "gzipp",
                "x-gzip2",
                ",",
                "gzip,",
                ",gzip",
                "identity, gzip",
                "gzip, identity",
                "identity identity",
                "chunked",
                "utf-8",
                "\u00ff",
                "x".repeat(5_000),
                "null")
            .map(coding -> coded("coding " + coding, MALFORMED, coding, id -> utf8(identify(id))));
    Stream<HostileCase> mistaken =
        Stream.of(
            coded("deflate said to be gzip", MALFORMED, "gzip", id -> deflate(utf8(identify(id)))),
            coded("plain said to be gzip", MALFORMED, "gzip", id -> utf8(identify(id))),
            coded("nothing said to be gzip", MALFORMED, "gzip", id -> new byte[0]),
            coded("gzip said to be identity", MALFORMED, "identity", EncodingCases::zippedCall),
            HostileCase.body("gzip without saying so", MALFORMED, EncodingCases::zippedCall),
            coded("gzip of nothing", MALFORMED, "gzip", id -> gzip(new byte[0])),
            coded(
                "gzip followed by junk",
                Verdict.DOCUMENTED,
                "gzip",
                id -> Head.joined(zippedCall(id), utf8("junk"))),
            coded(
                "gzip of two members",
                MALFORMED,
                "gzip",
                id -> Head.joined(zippedCall(id), zippedCall(id))),
            coded(
                "gzip in two members",
                TAKEN,
                "gzip",
                id ->
                    Head.joined(
                        gzip(utf8(identify(id).substring(0, 9))),
                        gzip(utf8(identify(id).substring(9))))),
            coded("", TAKEN, "", id -> utf8(identify(id))),
            coded("IDENTITY", TAKEN, "IDENTITY", id -> utf8(identify(id))),
            coded("GZip", TAKEN, "GZip", EncodingCases::zippedCall),
            coded("X-GZIP", TAKEN, " X-GZIP ", EncodingCases::zippedCall));
    return Stream.concat(unknown, mistaken);
  }

  private static Stream<HostileCase> stacked() {
    return Stream.of(
        coded("gzip of gzip", MALFORMED, "gzip", id -> gzip(zippedCall(id))),
        coded("gzip, gzip", MALFORMED, "gzip, gzip", id -> gzip(zippedCall(id))),
        coded("gzip, br", MALFORMED, "gzip, br", EncodingCases::zippedCall),
        request(
            "two headers",
            MALFORMED,
            (good, id) ->
                good.with("Content-Encoding: gzip", "Content-Encoding: gzip")
                    .bytes(gzip(zippedCall(id)))),
        request(
            "two headers, one identity",
            MALFORMED,
            (good, id) ->
                good.with("Content-Encoding: identity", "Content-Encoding: gzip")
                    .bytes(zippedCall(id))),
        request(
            "gzip as transfer coding",
            Verdict.BROKEN,
            (good, id) -> good.with("Transfer-Encoding: gzip").bytes(zippedCall(id))));
  }

  private static Stream<HostileCase> bombs() {
    byte[] zeros = gzip(new byte[100_000_000]);
    byte[] spaces = gzip(Head.utf8(" ".repeat(50_000_000)));
    return Stream.of(
        coded("bomb of gzip", MALFORMED, "gzip", id -> zeros),
        coded("bomb of gzip in gzip", MALFORMED, "gzip", id -> gzip(zeros)),
        coded(
            "bomb of gzip around a call",
            MALFORMED,
            "gzip",
            id -> Head.joined(zippedCall(id), spaces)),
        coded("bomb of brotli", MALFORMED, "br", id -> HexFormat.of().parseHex(BROTLI_BOMB)),
        coded("bomb of zstd", MALFORMED, "zstd", id -> HexFormat.of().parseHex(ZSTD_BOMB)),
        coded("bomb of snappy", MALFORMED, "snappy", id -> HexFormat.of().parseHex(SNAPPY_BOMB)),
        coded("bomb of deflate", MALFORMED, "deflate", id -> deflate(new byte[100_000_000])));
  }

  private static Stream<HostileCase> sizes() {
    return IntStream.of(-2, -1, 0, 1, 2, 1_000, LIMIT)
        .boxed()
        .flatMap(
            over ->
                Stream.of(
                    json(
                        "body of the limit and " + over,
                        takenIf(over <= 0),
                        id -> sized(id, LIMIT + over)),
                    coded(
                        "gzip of the limit and " + over,
                        takenIf(over <= 0),
                        "gzip",
                        id -> gzip(utf8(sized(id, LIMIT + over)))),
                    json(
                        "userId of 512 bytes and " + over,
                        takenIf(over <= 0),
                        id -> identify(padded(id, 512 + over))),
                    json(
                        "userId of 512 bytes in 256 letters and " + over,
                        takenIf(over <= 0),
                        id -> identify(id + "é".repeat(253) + "x".repeat(Math.max(0, over)))),
                    json(
                        "messageId of 512 bytes and " + over,
                        takenIf(over <= 0),
                        id -> with(id, "messageId", padded(id, 512 + over))),
                    json(
                        "anonymousId of 512 bytes and " + over,
                        takenIf(over <= 0),
                        id -> with(id, "anonymousId", padded(id, 512 + over))),
                    json(
                        "event of 1,000 characters and " + over,
                        takenIf(over <= 0),
                        id ->
                            "{\"type\":\"track\",\"userId\":\""
                                + id
                                + "\",\"event\":\""
                                + "e".repeat(1_000 + over)
                                + "\"}"),
                    json(
                        "name of 50,000 characters and " + over,
                        takenIf(over <= 0),
                        id -> with(id, "n".repeat(50_000 + over), "v"))));
  }

  private static String sized(String id, int bytes) {
    String start = "{\"type\":\"identify\",\"userId\":\"" + id + "\",\"traits\":{\"a\":\"";
    return start + "x".repeat(bytes - start.length() - 3) + "\"}}";
  }

  private static String padded(String id, int length) {
    return id + "x".repeat(length - id.length());
  }

  private static String with(String id, String field, String value) {
    return identify(id).replace("}", ",\"" + field + "\":\"" + value + "\"}");
  }
}
