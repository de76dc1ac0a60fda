package dev.inlet.console.tester;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.inlet.RunningInlet;
import dev.inlet.tester.HttpCall;
import dev.inlet.tester.Reply;
import dev.inlet.tls.MadeCertificate;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnWireIT {
  @TempDir Path folder;

  /** By 127.0.0.1, which its certificate is not for, and which no authority has signed. */
  @Test
  void testerReachesItsOwnPortInTls() throws Exception {
    Path store = MadeCertificate.fresh().writeStore(folder.resolve("store.p12"), "inlet");
    try (RunningInlet inlet =
        RunningInlet.in(folder.resolve("data"))
            .with("inlet.tls.key-store", store)
            .with("inlet.tls.password", MadeCertificate.PASSWORD)
            .start()) {
      OwnWire wire = inlet.context().getBean(OwnWire.class);

      Reply reply =
          wire.wire().send(new HttpCall("POST", wire.address().destination(), Map.of(), "{}"));

      assertEquals(401, assertInstanceOf(Reply.Answered.class, reply).status());
    }
  }
}
