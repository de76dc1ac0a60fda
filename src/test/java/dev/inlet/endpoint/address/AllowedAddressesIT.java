package dev.inlet.endpoint.address;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.inlet.Answer;
import dev.inlet.RawConnection;
import dev.inlet.RunningInlet;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls are taken from where the operator allows it, and from nowhere else. */
class AllowedAddressesIT {
  private static final String CALL = "{\"type\":\"identify\",\"userId\":\"u\"}";

  @TempDir Path folder;

  private static Answer from(RunningInlet inlet, String key, String address) {
    return inlet.deliver(key, CALL, "X-Forwarded-For", address);
  }

  @Test
  void onlyTheseMaySendBehindAProxy() throws IOException {
    try (RunningInlet inlet =
        RunningInlet.in(folder)
            .with("inlet.answer-budget", "2s")
            .with("inlet.allowed-addresses", "203.0.113.0/24,2001:db8::/32")
            .with("inlet.tracking.trusted-proxies", "1")
            .start()) {
      String key = inlet.newKey("acme");

      assertEquals(200, from(inlet, key, "203.0.113.7").status());
      assertEquals(200, from(inlet, key, "2001:db8::7").status());
      assertEquals(200, from(inlet, key, "198.51.100.1, 203.0.113.7").status());
      for (String stranger :
          new String[] {"198.51.100.1", "203.0.113.7, 198.51.100.1", "unknown"}) {
        Answer refused = from(inlet, key, stranger);
        assertEquals(403, refused.status(), stranger);
        assertEquals(AddressFilter.MESSAGE, refused.message());
      }
      assertEquals(403, inlet.send("GET", "/v1/projects/x/settings").status());
      assertEquals(403, inlet.send("GET", "/openapi/inlet.yml").status());
      assertEquals(403, inlet.send("POST", "/v1/identify").status());
      assertEquals(403, inlet.send("GET", "/nothing").status());
      refusedBeforeItsBodyIsThere(inlet, key);
      assertEquals(1, inlet.all("acme", "contacts").size());
      assertEquals(200, inlet.console("GET", "/health", null).status());
    }
  }

  private static void refusedBeforeItsBodyIsThere(RunningInlet inlet, String key)
      throws IOException {
    try (RawConnection connection = RawConnection.to(inlet.publicPort())) {
      Answer refused =
          connection
              .head(
                  "POST /destination HTTP/1.1",
                  "Host: localhost",
                  "Authorization: " + RunningInlet.basic(key),
                  "Content-Type: application/json",
                  "Content-Length: 1000")
              .answer();
      assertEquals(403, refused.status());
    }
  }

  @Test
  void headerOfAStrangerIsNotBelieved() {
    try (RunningInlet inlet =
        RunningInlet.in(folder)
            .with("inlet.answer-budget", "2s")
            .with("inlet.allowed-addresses", "127.0.0.0/8")
            .start()) {
      assertEquals(200, from(inlet, inlet.newKey("acme"), "198.51.100.1").status());
    }
  }
}
