package dev.inlet.hostile;

import static dev.inlet.RunningInlet.base64;
import static dev.inlet.hostile.Head.joined;
import static dev.inlet.hostile.Head.utf8;
import static dev.inlet.hostile.HostileCase.identify;
import static dev.inlet.hostile.HostileCase.request;
import static dev.inlet.hostile.Verdict.BROKEN;
import static dev.inlet.hostile.Verdict.HARMLESS;
import static dev.inlet.hostile.Verdict.MALFORMED;
import static dev.inlet.hostile.Verdict.TAKEN;
import static dev.inlet.hostile.Verdict.UNAUTHORISED;

import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Headers: missing, doubled, empty, huge, many, and of strange characters. */
final class HeaderCases {
  private static final String TOKEN = "!#$%&'*+-.^_`|~";
  private static final String KEY = "inlet_nobody-knows-this-key";

  private HeaderCases() {}

  static Stream<HostileCase> all() {
    return Stream.of(authorization(), settings(), contentType(), characters(), amounts(), others())
        .flatMap(cases -> cases);
  }

  private static HostileCase head(String name, Verdict verdict, UnaryOperator<Head> bend) {
    return request(name, verdict, (good, id) -> bend.apply(good).bytes(utf8(identify(id))));
  }

  private static Stream<HostileCase> authorization() {
    String basic = "Basic " + base64(KEY + ":");
    Stream<HostileCase> wrong =
        Stream.of(
                "",
                " ",
                "Basic",
                "Basic ",
                "Basic =",
                "Basic ====",
                "Basic !!!",
                "Basic é",
                "Basic \u00ff",
                "Basic " + base64(""),
                "Basic " + base64(":"),
                "Basic " + base64(":password"),
                "Basic " + base64(KEY),
                "Basic " + base64("\u0000:"),
                "Basic " + base64("\r\nX: y:"),
                "Basic " + base64("a\u0000b:"),
                "Basic /////w==",
                "Basic wIA6",
                basic,
                basic + basic,
                basic + " " + basic,
                basic + "," + basic,
                basic + ", Bearer x",
                "Basic\t" + base64(KEY + ":"),
                "Basic:" + base64(KEY + ":"),
                base64(KEY + ":"),
                KEY,
                "Bearer " + KEY,
                "Bearer " + base64(KEY + ":"),
                "Digest username=\"x\"",
                "Negotiate x",
                "basıc " + base64(KEY + ":"),
                "BASİC x",
                "Basic realm=\"x\"",
                "Basic " + "A".repeat(20_000),
                "Basic " + base64("x".repeat(20_000) + ":"),
                "Basic " + base64("' OR 1=1 --:"),
                "Basic " + base64("${jndi:ldap://x}:"),
                "Basic " + base64("é€😀:"),
                "Basic " + "=".repeat(5_000),
                "Basic AAA=AAA=",
                "Basic %3D")
            .map(
                value ->
                    head(
                        "Authorization: " + shown(value),
                        UNAUTHORISED,
                        good -> good.without("Authorization").with("Authorization: " + value)));
    return Stream.concat(
        wrong,
        Stream.of(
            head("no Authorization", UNAUTHORISED, good -> good.without("Authorization")),
            head(
                "a bad Authorization after a good one",
                UNAUTHORISED,
                good -> good.with("Authorization: " + basic)),
            head(
                "an empty Authorization after a good one",
                UNAUTHORISED,
                good -> good.with("authorization:")),
            head("a good Authorization twice", UNAUTHORISED, HeaderCases::authorizedTwice),
            head(
                "Proxy-Authorization alone",
                UNAUTHORISED,
                good -> good.without("Authorization").with("Proxy-Authorization: " + basic)),
            head(
                "X-Authorization alone",
                UNAUTHORISED,
                good -> good.without("Authorization").with("X-Authorization: " + basic)),
            head(
                "key in the query",
                UNAUTHORISED,
                good ->
                    good.without("Authorization")
                        .line("POST /destination?token=" + KEY + " HTTP/1.1")),
            head(
                "key in the address",
                Verdict.of(400, 401, 404),
                good ->
                    good.without("Authorization")
                        .line("POST http://" + KEY + ":@localhost/destination HTTP/1.1"))));
  }

  private static Head authorizedTwice(Head good) {
    String line =
        good.headers().stream()
            .filter(header -> header.startsWith("Auth"))
            .findFirst()
            .orElseThrow();
    return good.with(line);
  }

  private static String shown(String value) {
    return value.length() <= 40 ? value : value.substring(0, 40) + "… of " + value.length();
  }

  private static Stream<HostileCase> settings() {
    Stream<HostileCase> bad =
        Stream.of(
                "!",
                "{}",
                "{\"a\":1}",
                "=",
                "A",
                "AAAAA",
                "%7B%7D",
                "é",
                base64("[]"),
                base64("null"),
                base64("1"),
                base64("\"\""),
                base64("{"),
                base64("{}{}"),
                base64("{} x"),
                base64("{\"a\":\"\\u0000\"}"),
                base64("{\"a\":\"\\ud800\"}"),
                base64("{\"a\":01}"),
                base64("{\"a\":NaN}"),
                base64("{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}"),
                base64("{\"a\":" + "9".repeat(1_001) + "}"),
                base64("{\"requireEmail\":\"yes\"}"),
                base64("{\"requireEmail\":1}"),
                base64("{\"requireEmail\":true}"),
                base64("{\"events\":\"x\"}"),
                base64("{\"traitMappings\":{\"a\":1}}"),
                base64("{\"traitMappings\":{\"a\":\"nonsense\"}}"),
                base64("{\"a\":\"" + "x".repeat(16_377) + "\"}"),
                "e30=, e30=",
                "e30= e30=",
                "/////w==",
                base64(base64("{}")))
            .map(
                value ->
                    head(
                        "X-Segment-Settings: " + shown(value),
                        MALFORMED,
                        good -> good.with("X-Segment-Settings: " + value)));
    Stream<HostileCase> good =
        Stream.of(
                "",
                " ",
                "e30=",
                "e30",
                "e30 ",
                base64("{}"),
                base64(" {}\n"),
                base64("{\"a\":\"" + "x".repeat(16_376) + "\"}"),
                base64("{\"__proto__\":{}}"),
                base64("{\"a\":1e400}"),
                base64("{\"requireEmail\":null}"),
                base64("{\"traitMappings\":{}}"),
                base64("{\"traitMappings\":[]}"),
                base64("{\"REQUIRE_EMAIL\":[]}"),
                base64("{\"events\":{}}"),
                base64("\ufeff{}"))
            .map(
                value ->
                    head(
                        "X-Segment-Settings: " + shown(value),
                        TAKEN,
                        head -> head.with("X-Segment-Settings: " + value)));
    return Stream.of(
            bad,
            good,
            Stream.of(
                head(
                    "two settings headers",
                    MALFORMED,
                    head -> head.with("X-Segment-Settings: e30=", "X-Segment-Settings: e30=")),
                head(
                    "two settings headers, one empty",
                    MALFORMED,
                    head -> head.with("X-Segment-Settings: e30=", "x-segment-settings:"))))
        .flatMap(cases -> cases);
  }

  private static Stream<HostileCase> contentType() {
    Stream<HostileCase> bad =
        Stream.of(
                "",
                " ",
                "json",
                "*/*",
                "text/plain",
                "application/",
                "/json",
                "application/jso",
                "application/jsonp",
                "application/json/x",
                "application/json, text/plain",
                "applicatıon/json",
                "application /json",
                "application/xml",
                "application/x-www-form-urlencoded",
                "multipart/form-data",
                "multipart/form-data; boundary=x",
                "text/event-stream",
                "application/octet-stream",
                "application/x-ndjson",
                "+json",
                "image/svg+xml",
                "x".repeat(10_000),
                "text/html; charset=utf-7",
                "application/cbor",
                "application/x-java-serialized-object",
                "é/é")
            .map(type -> typed(MALFORMED, type));
    Stream<HostileCase> good =
        Stream.of(
                "application/json;",
                "application/json;;",
                "application/json; charset",
                "application/json; charset=",
                "application/json; charset=nonsense",
                "application/json; charset=utf-16",
                "application/json;charset=\"utf-8\"",
                "application/json; q=9",
                "application/json; q=x",
                "application/json; " + "x=y;".repeat(2_000),
                "application/ld+json",
                "APPLICATION/JSON",
                " application/json ",
                "application/json ; charset=utf-8",
                "text/json",
                "application/json; é")
            .map(type -> typed(TAKEN, type));
    return Stream.of(
            bad,
            good,
            Stream.of(
                head("no Content-Type", MALFORMED, head -> head.without("Content-Type")),
                head(
                    "two Content-Types",
                    MALFORMED,
                    head -> head.with("Content-Type: application/json")),
                head(
                    "two Content-Types that differ",
                    MALFORMED,
                    head -> head.with("Content-Type: text/plain"))))
        .flatMap(cases -> cases);
  }

  private static HostileCase typed(Verdict verdict, String type) {
    return head(
        "Content-Type: " + shown(type),
        verdict,
        good -> good.without("Content-Type").with("Content-Type: " + type));
  }

  private static boolean isToken(int b) {
    return b >= '0' && b <= '9'
        || b >= 'A' && b <= 'Z'
        || b >= 'a' && b <= 'z'
        || TOKEN.indexOf(b) >= 0;
  }

  /** Every byte in a header's name, and every byte in its value. */
  private static Stream<HostileCase> characters() {
    Stream<HostileCase> names =
        IntStream.range(0, 256)
            .mapToObj(
                b ->
                    head(
                        "byte " + b + " in a name",
                        isToken(b) ? TAKEN : b == ':' || b == '\n' || b == '\r' ? HARMLESS : BROKEN,
                        good -> good.with("X-a" + (char) b + "b: 1")));
    Stream<HostileCase> values =
        IntStream.range(0, 256)
            .mapToObj(
                b ->
                    head(
                        "byte " + b + " in a value",
                        b >= ' ' && b != 0x7f || b == '\t' ? TAKEN : HARMLESS,
                        good -> good.with("X-a: x" + (char) b + "y")));
    return Stream.concat(names, values);
  }

  private static Stream<HostileCase> amounts() {
    return Stream.of(
        head("32 KB in one header", BROKEN, good -> good.with("X-a: " + "x".repeat(32_768))),
        head("30 KB in one header", TAKEN, good -> good.with("X-a: " + "x".repeat(30_000))),
        head("5,000 headers", BROKEN, good -> many(good, 5_000)),
        head("1,000 headers", TAKEN, good -> many(good, 1_000)),
        head("a name of 30 KB", TAKEN, good -> good.with("X" + "a".repeat(30_000) + ": 1")),
        head("a name of 40 KB", BROKEN, good -> good.with("X" + "a".repeat(40_000) + ": 1")),
        head("the same header 1,000 times", TAKEN, good -> repeated(good, 1_000)),
        head(
            "a request line of 4 KB",
            TAKEN,
            good -> good.line("POST /destination?" + "x".repeat(4_000) + " HTTP/1.1")),
        head(
            "a request line of 5 KB",
            BROKEN,
            good -> good.line("POST /destination?" + "x".repeat(5_000) + " HTTP/1.1")),
        head(
            "a method of 5 KB",
            BROKEN,
            good -> good.line("P".repeat(5_000) + " /destination HTTP/1.1")),
        head(
            "1,000 parameters",
            TAKEN,
            good -> good.line("POST /destination?" + "a=b&".repeat(1_000) + " HTTP/1.1")));
  }

  private static Head many(Head good, int count) {
    return good.with(
        IntStream.range(0, count).mapToObj(i -> "X-" + i + ": 1").toArray(String[]::new));
  }

  private static Head repeated(Head good, int count) {
    return good.with(IntStream.range(0, count).mapToObj(i -> "X-a: 1").toArray(String[]::new));
  }

  private static Stream<HostileCase> others() {
    Stream<HostileCase> harmless =
        Stream.of(
                "Origin: https://evil.example",
                "Origin: null",
                "Origin:",
                "Origin: https://localhost",
                "Origin: é",
                "Access-Control-Request-Method: DELETE",
                "Access-Control-Request-Headers: x",
                "Accept:",
                "Accept: nonsense",
                "Accept: text/html;q=x",
                "Accept: " + "a/b,".repeat(3_000),
                "Accept-Charset: utf-7",
                "Accept-Encoding: br, zstd, *;q=0",
                "Accept-Language: *",
                "Accept-Language: x-y-z-,;;q=q",
                "Accept-Language: " + "de,".repeat(5_000),
                "Accept-Language: en-x-" + "a".repeat(100),
                "Cookie: a=b; a=b; ;;==",
                "Cookie: " + "x".repeat(10_000),
                "Cookie2: $Version=1",
                "X-HTTP-Method-Override: DELETE",
                "X-Forwarded-For: ' OR 1=1",
                "X-Forwarded-Host: evil.example",
                "X-Forwarded-Proto: javascript",
                "X-Original-URL: /api/accounts",
                "X-Rewrite-URL: /api/accounts",
                "Forwarded: for=\"_x\"",
                "Range: bytes=0-,0-,0-",
                "If-None-Match: *",
                "If-Modified-Since: yesterday",
                "If-Match: \"x\"",
                "Connection: close",
                "Connection: Authorization",
                "Connection: keep-alive, close, x",
                "Keep-Alive: timeout=999999",
                "Upgrade-Insecure-Requests: 1",
                "Max-Forwards: -1",
                "Trailer: Authorization",
                "TE: trailers, chunked",
                "Via: 1.1 x",
                "Date: never",
                "Content-Language: x",
                "Content-MD5: x",
                "Content-Disposition: form-data; name=x",
                "Content-Location: /x",
                "Content-Range: bytes 0-1/2",
                "User-Agent: ${jndi:ldap://evil.example/x}",
                "User-Agent: <script>",
                "Referer: \u00ff",
                "Sec-WebSocket-Key: x",
                "Host: other",
                "X-Segment-Settings-: e30=",
                "Priority: u=9",
                "Early-Data: 1")
            .map(
                line ->
                    head(
                        shown(line),
                        line.startsWith("Host") ? HARMLESS : TAKEN,
                        good -> good.with(line)));
    Stream<HostileCase> expectations =
        Stream.of("Expect: nonsense", "Expect: 200-ok", "Expect:")
            .map(line -> head(line, HARMLESS, good -> good.with(line)));
    Stream<HostileCase> hosts =
        Stream.of(
                "Host:",
                "Host: a b",
                "Host: [::1",
                "Host: localhost:99999",
                "Host: \u00ff",
                "Host: /../",
                "Host: a,b",
                "Host: x@y")
            .map(line -> head(line, HARMLESS, good -> good.without("Host").with(line)));
    Stream<HostileCase> upgrades =
        Stream.of("h2c", "websocket", "TLS/1.0", "HTTP/2.0", "nonsense")
            .map(
                protocol ->
                    head(
                        "Upgrade: " + protocol,
                        HARMLESS,
                        good ->
                            good.with(
                                "Connection: Upgrade, HTTP2-Settings",
                                "Upgrade: " + protocol,
                                "HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA",
                                "Sec-WebSocket-Version: 13",
                                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")));
    return Stream.of(harmless, expectations, hosts, upgrades, folded()).flatMap(cases -> cases);
  }

  /** Lines that continue the one before, as HTTP allowed once: read as one line with spaces. */
  private static Stream<HostileCase> folded() {
    return Stream.of(" y", "\ty", " Content-Length: 0", " Transfer-Encoding: chunked", " ", "\t")
        .map(
            line ->
                request(
                    "folded line '" + line + "'",
                    HARMLESS,
                    (good, id) ->
                        joined(good.with("X-a: x", line, "X-b: 1").bytes(utf8(identify(id))))));
  }
}
