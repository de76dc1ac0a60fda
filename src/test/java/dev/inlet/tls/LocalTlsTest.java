package dev.inlet.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalTlsTest {
  @TempDir Path folder;

  private static String schemes(Map<String, String> variables) {
    var local = new LocalTls(variables::get);
    return local.intakeScheme() + " " + local.consoleScheme();
  }

  @Test
  void portsSpeakWhatTheEnvironmentSays() {
    assertEquals("http http", schemes(Map.of()));
    assertEquals("https https", schemes(Map.of("INLET_TLS_CERTIFICATE", "c")));
    assertEquals("https https", schemes(Map.of("INLET_TLS_KEY_STORE", "c")));
    assertEquals("http https", schemes(Map.of("INLET_CONSOLE_TLS_CERTIFICATE", "c")));
    assertEquals(
        "https http",
        schemes(Map.of("INLET_TLS_CERTIFICATE", "c", "INLET_CONSOLE_TLS_ENABLED", "false")));
  }

  @Test
  void certificateIsTrustedWhereItsFileCanBeRead() throws Exception {
    Path store = MadeCertificate.fresh().writeStore(folder.resolve("s.p12"), "one");
    MadeCertificate.fresh().writeTo(folder);
    var both =
        new LocalTls(
            Map.of(
                    "INLET_TLS_KEY_STORE",
                    store.toString(),
                    "INLET_TLS_PASSWORD",
                    MadeCertificate.PASSWORD,
                    "INLET_CONSOLE_TLS_CERTIFICATE",
                    folder.resolve("certificate.pem").toString())
                ::get);

    assertNotNull(both.intakeTrust());
    assertNotNull(both.consoleTrust());
    assertNull(new LocalTls(name -> null).intakeTrust());
    assertNull(new LocalTls(Map.of("INLET_TLS_CERTIFICATE", "nowhere")::get).intakeTrust());
  }
}
