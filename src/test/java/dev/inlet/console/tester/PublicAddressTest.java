package dev.inlet.console.tester;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.inlet.tls.ServerTls;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressTest {
  private static final ServerTls PLAIN = new ServerTls(null, null);
  private static final PublicAddress ADDRESS = new PublicAddress("0.0.0.0", 8080, PLAIN);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "destination",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "http://evil.example/",
        "@evil.example/",
        ".evil.example/",
        ":81/",
        "/a b",
        "/a\r\nHost: evil.example",
        "/a?b",
        "/a#b",
        "/%zz"
      })
  void pathThatLeadsElsewhereIsRefused(String path) {
    assertEquals(Optional.empty(), ADDRESS.at(path, ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a#b", "a b", "a\nb"})
  void queryThatIsNoneIsRefused(String query) {
    assertEquals(Optional.empty(), ADDRESS.at("/destination", query));
  }

  @Test
  void everyOtherPathStaysOnThePublicPort() {
    assertEquals(
        Optional.of(URI.create("http://127.0.0.1:8080/v1/track?a=1&b=%2F")),
        ADDRESS.at("/v1/track", "a=1&b=%2F"));
    assertEquals(Optional.of(URI.create("http://127.0.0.1:8080/")), ADDRESS.at("/", ""));
    assertEquals(
        Optional.of(URI.create("http://127.0.0.1:8080/@evil.example/")),
        ADDRESS.at("/@evil.example/", ""));
  }

  @Test
  void serverBoundToOneAddressIsReachedThere() {
    assertEquals(
        URI.create("http://[fd00::1]:80/destination"),
        new PublicAddress("fd00::1", 80, PLAIN).destination());
  }
}
