package dev.inlet.hostile;

import static dev.inlet.RunningInlet.as;
import static dev.inlet.hostile.Head.joined;
import static dev.inlet.hostile.Head.utf8;
import static dev.inlet.hostile.HostileCase.identify;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.Answer;
import dev.inlet.Given;
import dev.inlet.Given.Per;
import dev.inlet.RawConnection;
import dev.inlet.RunningInlet;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holes that Netty, Micronaut and Jackson had in this corner, each tried on the running server. The
 * versions that had them are refused by the build: see {@code safe-versions} in {@code pom.xml}.
 */
class KnownHolesIT {
  @Given(per = Per.CLASS)
  private static RunningInlet inlet;

  private static String key;
  private static Head good;

  @BeforeAll
  static void start() {
    key = inlet.newKey("acme");
    good = Head.good(RunningInlet.basic(key));
  }

  /** What the server says to bytes on a connection of their own, until it closes it or waits. */
  private static int statusOf(byte[]... parts) throws IOException {
    try (RawConnection connection = RawConnection.to(inlet.publicPort())) {
      for (byte[] part : parts) {
        connection.bytes(part);
      }
      return connection.answer().status();
    } catch (EOFException | SocketException e) {
      return 0;
    }
  }

  private static void isClosedOrRefused(int status) {
    assertTrue(status == 0 || status == 400, "status " + status);
  }

  @Nested
  class Smuggling {
    private static final String CHUNKED = "Transfer-Encoding: chunked";

    private static int attempts;
    private final String secret = "smuggled-" + ++attempts;

    /** The request in the other one; whoever finds it creates a contact. */
    private byte[] smuggled() {
      return good.bytes(utf8(identify(secret)));
    }

    /** Calls are processed in their order: once a later one is there, it would be too. */
    private void nobodyFoundIt() {
      String later = "after-" + secret;
      assertTrue(inlet.deliver(key, identify(later)).status() < 300);
      inlet.await("/api/accounts/acme/contacts/" + later, answer -> answer.status() == 200);
      assertEquals(404, inlet.admin("GET", "/api/accounts/acme/contacts/" + secret).status());
    }

    /** CVE-2026-33870: a quoted line end in an extension; CVE-2025-58056: a bare line feed. */
    @ParameterizedTest
    @ValueSource(
        strings = {
          "1;a=\"\r\nX\r\n0\r\n\r\n",
          "1;a=\"b\r\nX\"\r\n0\r\n\r\n",
          "1;\nX\r\n0\r\n\r\n",
          "1;a\nX\r\n0\r\n\r\n",
          "1\nX\n0\n\n",
          "0;\n\r\n",
        })
    void inAChunksExtension(String chunks) throws IOException {
      isClosedOrRefused(statusOf(good.with(CHUNKED).bytes(), utf8(chunks), smuggled()));

      nobodyFoundIt();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\r\n", "\u0000\r\n", "\u000b"})
    void behindALineThatDoesNotEndAsItShould(String end) throws IOException {
      Head bent = good.with("X: y" + end + "Content-Length: 0" + end + end + "X");

      isClosedOrRefused(statusOf(bent.bytes(joined(smuggled(), utf8("x")))));

      nobodyFoundIt();
    }

    /** CVE-2026-89044 and, in HTTP/1.0, CVE-2026-42581. */
    @ParameterizedTest
    @ValueSource(
        strings = {
          "chunked, chunked",
          "chunked, xchunked",
          "chunked, identity",
          "chunked,\r\n x",
          "chunked\r\nTransfer-Encoding: chunked"
        })
    void byATransferEncodingGivenTwice(String encoding) throws IOException {
      for (String version : List.of("HTTP/1.1", "HTTP/1.0")) {
        Head twice =
            good.line("POST /destination " + version).with("Transfer-Encoding: " + encoding);
        byte[] body = joined(utf8("0\r\n\r\n"), smuggled());

        isClosedOrRefused(statusOf(twice.bytes(body)));
        isClosedOrRefused(statusOf(joined(twice.bytes(), body)));
      }

      nobodyFoundIt();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1", "HTTP/1.0"})
    void byALengthBesideChunks(String version) throws IOException {
      Head both = good.line("POST /destination " + version).with(CHUNKED);

      isClosedOrRefused(statusOf(both.bytes(joined(utf8("0\r\n\r\n"), smuggled()))));

      nobodyFoundIt();
    }

    /** CVE-2026-50020. */
    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\u0001\u0002", "\u007f", "\u0085", "x", "0\r\n"})
    void behindCharactersThatOnlySomeSkip(String skipped) throws IOException {
      byte[] whole = good.bytes(utf8(identify("first")));

      try (RawConnection connection = RawConnection.to(inlet.publicPort())) {
        connection.bytes(joined(whole, utf8(skipped), smuggled()));
        assertTrue(connection.answer().status() < 300);
      }

      nobodyFoundIt();
    }
  }

  @Nested
  class Bombs {
    /** CVE-2026-42587, CVE-2025-58057: only gzip was bounded. */
    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd", "snappy", "deflate"})
    void ofCodingsThatNobodyAskedForAreNotEvenOpened(String coding) {
      byte[] bomb = HexFormat.of().parseHex("28b52ffda4000000400200005500001000010000fbff39c002");

      Answer answer = inlet.post("/destination", bomb, as(key, "Content-Encoding", coding));

      assertEquals(400, answer.status());
      assertEquals("Content-Encoding must be gzip or identity, not " + coding, answer.message());
    }
  }

  @Nested
  class JsonLimits {
    /** CVE-2026-18401 and CVE-2026-68494: a parser that reads in pieces did not count digits. */
    @ParameterizedTest
    @ValueSource(ints = {1_001, 10_000, 400_000})
    void longNumberIsRefusedHoweverItArrives(int digits) throws Exception {
      String body = "{\"type\":\"identify\",\"userId\":\"n\",\"a\":" + "9".repeat(digits) + "}";
      var pieces = new StringBuilder();
      for (int at = 0; at < body.length(); at += 900) {
        String piece = body.substring(at, Math.min(body.length(), at + 900));
        pieces
            .append(Integer.toHexString(piece.length()))
            .append("\r\n")
            .append(piece)
            .append("\r\n");
      }

      assertEquals(
          400,
          statusOf(good.with("Transfer-Encoding: chunked").bytes(), utf8(pieces + "0\r\n\r\n")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void deepNestingIsRefused(String opening) {
      Answer answer = inlet.deliver(key, "{\"a\":" + opening.repeat(80_000));

      assertEquals(400, answer.status());
      assertTrue(answer.message().startsWith("Body nests too deeply"), answer::message);
    }
  }

  /** Rapid reset (CVE-2023-44487, CVE-2025-55163) and floods need HTTP/2: it is off. */
  @Nested
  class Http2 {
    @Test
    void isNotSpokenWhenItIsTakenForGranted() throws IOException {
      byte[] preface = utf8("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
      byte[] settings = HexFormat.of().parseHex("000000040000000000");

      int status = statusOf(joined(preface, settings)); // of an answer in HTTP/1.1, or of none

      assertTrue(status == 0 || status == 505, "status " + status);
    }

    @Test
    void isNotUpgradedTo() throws IOException {
      Head upgrade =
          good.with(
              "Connection: Upgrade, HTTP2-Settings",
              "Upgrade: h2c",
              "HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA");

      int status = statusOf(upgrade.bytes(utf8(identify("upgrade"))));

      assertTrue(status == 200 || status == 202, "status " + status);
    }
  }

  /** GHSA-43w5-mmxv-cpvh: an index of a form's field made a list as long as it said. */
  @Test
  void fieldsOfAFormAreNotUnfolded() {
    Answer answer =
        inlet.post(
            "/destination",
            utf8("a[2147483646]=1&a[1][2][3]=2"),
            "Authorization",
            RunningInlet.basic(key),
            "Content-Type",
            "application/x-www-form-urlencoded");

    assertEquals(400, answer.status());
  }
}
