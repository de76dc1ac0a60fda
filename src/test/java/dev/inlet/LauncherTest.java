package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LauncherTest {
  private static final int JAVA_8 = 52;

  @Test
  void anyJavaThatIsStillAboutCanLoadIt() throws IOException {
    try (var file =
        new DataInputStream(
            Objects.requireNonNull(Application.class.getResourceAsStream("Launcher.class")))) {
      file.readInt(); // that it is a class
      file.readUnsignedShort(); // the minor version

      assertEquals(JAVA_8, file.readUnsignedShort());
    }
  }
}
