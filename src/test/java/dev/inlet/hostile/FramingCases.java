package dev.inlet.hostile;

import static dev.inlet.hostile.Head.joined;
import static dev.inlet.hostile.Head.utf8;
import static dev.inlet.hostile.HostileCase.halfSent;
import static dev.inlet.hostile.HostileCase.hidden;
import static dev.inlet.hostile.HostileCase.identify;
import static dev.inlet.hostile.HostileCase.request;
import static dev.inlet.hostile.Verdict.BROKEN;
import static dev.inlet.hostile.Verdict.HARMLESS;
import static dev.inlet.hostile.Verdict.TAKEN;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Requests whose end is not where it seems: each refused one is followed by, or holds, a second
 * request of its own, which must never be found.
 */
final class FramingCases {
  private static final String CHUNKED = "Transfer-Encoding: chunked";
  private static final String END = "0\r\n\r\n";

  private FramingCases() {}

  static Stream<HostileCase> all() {
    return Stream.of(
            transferEncodings(),
            lengths(),
            chunkSizes(),
            chunkEnds(),
            lineEnds(),
            requestLines(),
            cutShort())
        .flatMap(cases -> cases);
  }

  /** The request that nobody may find. */
  private static byte[] smuggled(Head good, String id) {
    return good.bytes(utf8(identify(hidden(id))));
  }

  private static String chunk(String data) {
    return Integer.toHexString(data.length()) + "\r\n" + data + "\r\n";
  }

  private static Stream<HostileCase> transferEncodings() {
    return Stream.of(
            "chunked, chunked",
            "chunked,chunked",
            "chunked chunked",
            "chunked, identity",
            "identity, chunked",
            "identity",
            "xchunked",
            "chunkedx",
            "chunked;q=1",
            "chunked;x",
            "chunke",
            "ch\u00fcnked",
            "\"chunked\"",
            "'chunked'",
            "chunked,",
            ",chunked",
            "chunked, xchunked",
            "x, chunked",
            "gzip, chunked",
            "chunked, gzip",
            "\u000bchunked",
            "chunked\u000b",
            "\u000cchunked",
            "chunked\u0000",
            "\u0000chunked",
            "chunked\u0085",
            "\u00a0chunked",
            "",
            ",",
            "cow",
            "deflate",
            "CHUNKED, x",
            "chunked\\",
            "[chunked]",
            "chunked\tx",
            "trailers")
        .flatMap(
            value ->
                Stream.of("HTTP/1.1", "HTTP/1.0")
                    .flatMap(version -> confusedLength(version, "Transfer-Encoding: " + value)));
  }

  /** One end for those who believe the length, another for those who believe the chunks. */
  private static Stream<HostileCase> confusedLength(String version, String... encoding) {
    String line = "POST /destination " + version;
    String name = version + " " + String.join(" and ", encoding);
    return Stream.of(
        request(
            name + ", hidden from those who believe the length",
            HARMLESS,
            (good, id) -> {
              byte[] body = joined(utf8(END), smuggled(good, id));
              return good.line(line).with(encoding).bytes(body);
            }),
        request(
            name + ", hidden from those who believe the chunks",
            HARMLESS,
            (good, id) -> {
              byte[] secret = smuggled(good, id);
              String size = Integer.toHexString(secret.length) + "\r\n";
              return joined(
                  good.line(line).with(encoding).with("Content-Length: " + size.length()).bytes(),
                  utf8(size),
                  secret,
                  utf8("\r\n" + END));
            }));
  }

  private static Stream<HostileCase> lengths() {
    Stream<HostileCase> both =
        Stream.of("HTTP/1.1", "HTTP/1.0")
            .flatMap(
                version ->
                    Stream.of(
                            new String[] {CHUNKED},
                            new String[] {CHUNKED, CHUNKED},
                            new String[] {"transfer-encoding:chunked"},
                            new String[] {"Transfer-Encoding : chunked"},
                            new String[] {"Transfer-Encoding\t: chunked"},
                            new String[] {CHUNKED, "Transfer-Encoding: identity"},
                            new String[] {"Transfer-Encoding: identity", CHUNKED},
                            new String[] {"X: y\rTransfer-Encoding: chunked"},
                            new String[] {"X: y\nTransfer-Encoding: chunked"},
                            new String[] {"Connection: Content-Length", CHUNKED},
                            new String[] {"Connection: Transfer-Encoding", CHUNKED})
                        .flatMap(encoding -> confusedLength(version, encoding)));
    Stream<HostileCase> strange =
        Stream.of(
                "-1",
                "+%d",
                "0x%x",
                " ",
                "",
                "%d, %d",
                "%d %d",
                "%d,0",
                "0,%d",
                "%d.0",
                "1e2",
                "%d;",
                "\"%d\"",
                "%dx",
                "x%d",
                "0%d, 1",
                "99999999999999999999",
                "9223372036854775808",
                "-0",
                "\u0000%d",
                "%d\u0000",
                "\u00b2",
                "٣",
                "１")
            .map(
                length ->
                    request(
                        "Content-Length: " + length,
                        BROKEN,
                        (good, id) -> {
                          String call = identify(id);
                          String value =
                              length
                                  .replace("%d", "" + call.length())
                                  .replace("%x", Integer.toHexString(call.length()));
                          return joined(
                              good.with("Content-Length: " + value).bytes(),
                              utf8(call),
                              smuggled(good, id));
                        }));
    Stream<HostileCase> twice =
        Stream.of("0", "1", "999", "-1", "x")
            .map(
                other ->
                    request(
                        "a second Content-Length: " + other,
                        BROKEN,
                        (good, id) -> {
                          byte[] whole =
                              good.with("Content-Length: " + other).bytes(utf8(identify(id)));
                          return joined(whole, smuggled(good, id));
                        }));
    return Stream.of(both, strange, twice).flatMap(cases -> cases);
  }

  /** The line before a chunk; %s is its true size. */
  private static Stream<HostileCase> chunkSizes() {
    Stream<HostileCase> good =
        Stream.of(
                "%s",
                "0%s",
                "000000%s",
                "%s;",
                "%s;a",
                "%s;a=b",
                "%s;a=\"b\"",
                "%s;a=\"b;c\"",
                "%s ;a=b",
                "%s;a=b;c=d",
                "%s;" + "x".repeat(500))
            .map(size -> chunked("chunk size " + size, TAKEN, size + "\r\n"));
    Stream<HostileCase> bad =
        Stream.of(
                "%s\n",
                "%s\r",
                "%s\r\r\n",
                "%s\n\r\n",
                "%s;a\n",
                "%s;a\nb\r\n",
                "%s;\n\r\n",
                "%s;a=\"b\r\n",
                "%s;a=\"\r\n\"\r\n",
                "%s;a=\"\n\"\r\n",
                "%s;\r\r\n",
                "-%s\r\n",
                "+%s\r\n",
                "0x%s\r\n",
                "%sx\r\n",
                "%s h\r\n",
                "%s_\r\n",
                "\r\n",
                ";a\r\n",
                "g\r\n",
                "%s\u0000\r\n",
                "\u0000%s\r\n",
                "%s\u000b\r\n",
                "fffffffff%s\r\n",
                "ffffffffffffffff%s\r\n",
                "80000000\r\n",
                "7fffffff0\r\n",
                "%s;" + "x".repeat(50_000) + "\r\n",
                "0".repeat(50_000) + "%s\r\n",
                "%s,%s\r\n",
                "%s.0\r\n",
                "\"%s\"\r\n",
                "1 \r\n%s\r\n",
                "%s\u00a0\r\n",
                "\u0085%s\r\n",
                "１\r\n",
                "%s;a\u0000\r\n",
                "%s;a\u0001\r\n")
            .map(size -> chunked("chunk size " + size, HARMLESS, size));
    return Stream.concat(good, bad);
  }

  private static HostileCase chunked(String name, Verdict verdict, String sizeLine) {
    return request(
        name.length() < 60 ? name : name.substring(0, 60),
        verdict,
        (good, id) -> {
          String call = identify(id);
          String size = sizeLine.replace("%s", Integer.toHexString(call.length()));
          byte[] whole = joined(good.with(CHUNKED).bytes(), utf8(size + call + "\r\n" + END));
          return verdict == TAKEN ? whole : joined(whole, utf8("\r\n" + END), smuggled(good, id));
        });
  }

  /** What follows a chunk's data, and the last chunk. */
  private static Stream<HostileCase> chunkEnds() {
    Stream<HostileCase> afterData =
        Stream.of("", "\n", "\r", "x\r\n", "\r\r\n", "\r\n\r\n", " \r\n", "\n\r\n", "\u0000\r\n")
            .map(
                end ->
                    request(
                        "after a chunk: " + end,
                        HARMLESS,
                        (good, id) -> {
                          String call = identify(id);
                          String bytes =
                              Integer.toHexString(call.length()) + "\r\n" + call + end + END;
                          return joined(
                              good.with(CHUNKED).bytes(), utf8(bytes), brokenOnly(end, good, id));
                        }));
    Stream<HostileCase> trailers =
        Stream.of(
                "X: y",
                "Content-Length: 5",
                "Transfer-Encoding: chunked",
                "Authorization: Basic eDo=",
                "Host: x",
                "X-Segment-Settings: e30=",
                "Content-Type: text/plain",
                "x".repeat(1_000) + ": y",
                "X: " + "y".repeat(40_000),
                "no colon",
                ": y",
                "X\u0000: y",
                "X: y\u0000")
            .map(
                trailer ->
                    request(
                        "trailer " + (trailer.length() < 40 ? trailer : "of " + trailer.length()),
                        HARMLESS,
                        (good, id) ->
                            joined(
                                good.with(CHUNKED).bytes(),
                                utf8(chunk(identify(id)) + "0\r\n" + trailer + "\r\n\r\n"))));
    Stream<HostileCase> pieces =
        IntStream.rangeClosed(1, 40)
            .mapToObj(
                size ->
                    request(
                        "in chunks of " + size,
                        TAKEN,
                        (good, id) ->
                            joined(
                                good.with(CHUNKED).bytes(),
                                utf8(inChunks(identify(id), size) + END))));
    return Stream.of(afterData, trailers, pieces).flatMap(cases -> cases);
  }

  private static byte[] brokenOnly(String end, Head good, String id) {
    return end.equals("\r\n") ? new byte[0] : smuggled(good, id);
  }

  private static String inChunks(String text, int size) {
    var chunks = new StringBuilder();
    for (int at = 0; at < text.length(); at += size) {
      chunks.append(chunk(text.substring(at, Math.min(text.length(), at + size))));
    }
    return chunks.toString();
  }

  /** A head whose lines do not end as they should, around a request of its own. */
  private static Stream<HostileCase> lineEnds() {
    return Stream.of(
            "\n",
            "\r",
            "\r\r\n",
            "\n\r",
            "\n\n",
            "\r\r",
            "\r\n\n",
            "\u000b\n",
            "\u0000\n",
            "\u0085",
            "\u2028",
            "\u000b",
            "\u000c",
            "\u001e",
            "\u0000",
            "\u560d\u560a",
            "%0d%0a",
            "\\r\\n")
        .flatMap(
            end ->
                Stream.of(
                    request(
                        "a header's value goes on after " + shown(end) + " with a request",
                        HARMLESS,
                        (good, id) -> {
                          String secret =
                              new String(
                                  smuggled(good, id), java.nio.charset.StandardCharsets.ISO_8859_1);
                          return good.with(
                                  "X: y" + end + "Content-Length: 0" + end + end + secret.strip())
                              .bytes(utf8(identify(id)));
                        }),
                    request(
                        "a header's name after " + shown(end),
                        HARMLESS,
                        (good, id) -> good.with("X: y" + end + "Y: z").bytes(utf8(identify(id))))));
  }

  private static String shown(String text) {
    return text.chars()
        .mapToObj(c -> c > ' ' && c < 0x7f ? "" + (char) c : "<%x>".formatted(c))
        .reduce("", String::concat);
  }

  private static Stream<HostileCase> requestLines() {
    return Stream.of(
            "POST  /destination HTTP/1.1",
            "POST /destination  HTTP/1.1",
            "POST /destination HTTP/1.1 ",
            " POST /destination HTTP/1.1",
            "POST\t/destination HTTP/1.1",
            "POST /destination",
            "POST",
            "",
            "/destination",
            "POST /destination HTTP",
            "POST /destination HTTP/",
            "POST /destination HTTP/1",
            "POST /destination HTTP/1.2",
            "POST /destination HTTP/0.9",
            "POST /destination HTTP/1.10",
            "POST /destination HTTP/2.0",
            "POST /destination HTTP/3",
            "POST /destination http/1.1",
            "POST /destination HTTP/1.1x",
            "POST /destination HTTP/1.1 HTTP/1.1",
            "POST /destination XTTP/1.1",
            "POST /destination HTTP/-1.1",
            "POST /destination HTTP/9999999999.1",
            "post /destination HTTP/1.1",
            "Post /destination HTTP/1.1",
            "POST\u0000 /destination HTTP/1.1",
            "\u0000POST /destination HTTP/1.1",
            "\u0001POST /destination HTTP/1.1",
            "\rPOST /destination HTTP/1.1",
            "P\u00d6ST /destination HTTP/1.1",
            "PO ST /destination HTTP/1.1",
            "POST,GET /destination HTTP/1.1",
            "PRI * HTTP/2.0",
            "CONNECT localhost:443 HTTP/1.1",
            "OPTIONS * HTTP/1.1",
            "TRACE /destination HTTP/1.1",
            "BREW /destination HTTP/1.1",
            "GET /destination HTTP/1.1",
            "HEAD /destination HTTP/1.1",
            "PATCH /destination HTTP/1.1",
            "DELETE /destination HTTP/1.1",
            "PROPFIND /destination HTTP/1.1",
            "POST http://localhost/destination HTTP/1.1",
            "POST http://evil.example/destination HTTP/1.1",
            "POST https://localhost:1/destination HTTP/1.1",
            "POST ftp://x/destination HTTP/1.1",
            "POST //destination HTTP/1.1",
            "POST //evil.example/destination HTTP/1.1",
            "POST /./destination HTTP/1.1",
            "POST /x/../destination HTTP/1.1",
            "POST /destination/.. HTTP/1.1",
            "POST /destination/%2e%2e/api/accounts HTTP/1.1",
            "POST /%64estination HTTP/1.1",
            "POST /destination%00 HTTP/1.1",
            "POST /destination%2f HTTP/1.1",
            "POST /destination; HTTP/1.1",
            "POST /destination;a=b HTTP/1.1",
            "POST /DESTINATION HTTP/1.1",
            "POST /destination# HTTP/1.1",
            "POST /destination#x HTTP/1.1",
            "POST /destination?%zz HTTP/1.1",
            "POST /destination?\u00ff HTTP/1.1",
            "POST /destination?a=%00 HTTP/1.1",
            "POST /%ff%fe HTTP/1.1",
            "POST /% HTTP/1.1",
            "POST /\u00e9 HTTP/1.1",
            "POST /\u0000 HTTP/1.1",
            "POST /destination\\ HTTP/1.1",
            "POST \\destination HTTP/1.1",
            "POST destination HTTP/1.1",
            "POST * HTTP/1.1",
            "POST ? HTTP/1.1",
            "POST /api/accounts HTTP/1.1",
            "POST /..;/api/accounts HTTP/1.1",
            "GET /health HTTP/1.1",
            "GET /prometheus HTTP/1.1",
            "GET /openapi/../application.yml HTTP/1.1",
            "GET /openapi/inlet.yml/../../application.yml HTTP/1.1",
            "GET /${jndi:ldap://x} HTTP/1.1",
            "GET /<script>alert(1)</script> HTTP/1.1")
        .map(
            line ->
                request(
                    shown(line),
                    HARMLESS,
                    (good, id) -> good.line(line).bytes(utf8(identify(id)))));
  }

  /** A good request that stops at every byte of its head, and of its body. */
  private static Stream<HostileCase> cutShort() {
    byte[] whole = Head.good("Basic eDo=").bytes(utf8(identify("h00000")));
    return IntStream.range(1, whole.length)
        .mapToObj(
            length ->
                halfSent(
                    "stops after " + length,
                    BROKEN,
                    (good, id) ->
                        Arrays.copyOf(Head.good("Basic eDo=").bytes(utf8(identify(id))), length)));
  }
}
