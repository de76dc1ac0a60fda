package dev.inlet.account;

import static dev.inlet.codec.Reading.problem;
import static dev.inlet.codec.Reading.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BasicCredentialsTest {

  private static String encoded(String credentials) {
    return Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }

  private static String key(String header) {
    return value(BasicCredentials.read(List.of(header))).text();
  }

  private static String problemOf(String header) {
    return problem(BasicCredentials.read(List.of(header)));
  }

  /** What the Tracking API and Jitsu's endpoint take, and the destination does not. */
  @Nested
  class ClientsThatNobodyCanChange {
    private static String leniently(String header) {
      return value(BasicCredentials.readLeniently(List.of(header))).text();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic: %s", "basic: %s", "BASIC:  %s"})
    void mayPutAColonBehindTheScheme(String header) {
      String written = header.formatted(encoded("key:"));

      assertEquals("key", leniently(written));
      assertEquals(
          "Authorization scheme must be Basic, with the API key as user name", problemOf(written));
    }

    @ParameterizedTest
    @ValueSource(strings = {"key", " key", "key\n"})
    void mayLeaveTheColonBehindTheKeyOut(String credentials) {
      String written = "Basic " + encoded(credentials);

      assertEquals("key", leniently(written));
      assertEquals(
          "Authorization header must be base64 of the key and a colon", problemOf(written));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ":", " \n:x"})
    void mustSendAKey(String credentials) {
      assertEquals(
          "API key is empty: send it as the Basic user name",
          problem(BasicCredentials.readLeniently(List.of("Basic: " + encoded(credentials)))));
    }
  }

  @Nested
  class KeyThatIsRead {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "Basic c2VnbWVudDo=",
          "basic c2VnbWVudDo=",
          "BASIC c2VnbWVudDo=",
          "bAsIc c2VnbWVudDo=",
          "Basic c2VnbWVudDo",
          "Basic   c2VnbWVudDo=",
          "  Basic c2VnbWVudDo=  "
        })
    void standsInTheDocumentationsOwnHeader(String header) {
      assertEquals("segment", key(header));
    }

    @ParameterizedTest
    @CsvSource({
      "segment:, segment",
      "segment:password, segment",
      "segment:pass:word, segment",
      "segment::, segment",
      "' key :', key",
      "'\tkey\n:', key",
      "schlüssel:x, schlüssel"
    })
    void endsAtTheFirstColon(String credentials, String expected) {
      assertEquals(expected, key("Basic " + encoded(credentials)));
    }

    @Test
    void mayUseTheUrlAlphabet() {
      String header =
          Base64.getUrlEncoder().encodeToString("???>>>:".getBytes(StandardCharsets.UTF_8));

      assertEquals("???>>>", key("Basic " + header));
    }
  }

  @Nested
  class WhatIsWrong {
    @Test
    void missingHeader() {
      assertEquals(
          "Authorization header is missing: send the API key as Basic user name",
          problem(BasicCredentials.read(List.of())));
    }

    @Test
    void twoHeaders() {
      String good = "Basic c2VnbWVudDo=";

      assertEquals(
          "More than one Authorization header: send exactly one",
          problem(BasicCredentials.read(List.of(good, good))));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"", " ", "Bearer segment", "c2VnbWVudDo=", "Basicc2VnbWVudDo=", "Digest a=b"})
    void otherScheme(String header) {
      assertEquals(
          "Authorization scheme must be Basic, with the API key as user name", problemOf(header));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"Basic segment:", "Basic c2Vn bWVudDo=", "Basic %", "Basic a", "Basic é"})
    void noBase64(String header) {
      assertEquals(
          "Authorization header is not valid base64: it must be base64 of the key and a colon",
          problemOf(header));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Basic ", "Basic c2VnbWVudA==", "Basic /zo="})
    void noKeyAndColon(String header) {
      assertEquals("Authorization header must be base64 of the key and a colon", problemOf(header));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic segment", "Basic inlet_abc", "Basic mySecretKey42"})
    void keyInPlainText(String header) {
      assertTrue(
          problemOf(header).endsWith("must be base64 of the key and a colon"), problemOf(header));
    }

    @ParameterizedTest
    @ValueSource(strings = {":", ":password", "::"})
    void emptyUserName(String credentials) {
      assertEquals(
          "API key is empty: send it as the Basic user name",
          problemOf("Basic " + encoded(credentials)));
    }
  }
}
