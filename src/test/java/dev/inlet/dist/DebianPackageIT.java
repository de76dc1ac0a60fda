package dev.inlet.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.inlet.FreePort;
import dev.inlet.Links;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The package of {@code ./mvnw -Pdist package}, installed into a folder of its own: this machine is
 * left as it is, and has no part in it but dpkg and Java.
 */
@Isolated
@EnabledIfSystemProperty(named = "inlet.test.packages", matches = ".+")
class DebianPackageIT {
  @TempDir Path folder;

  private static Path deb() throws IOException {
    try (var files = Files.list(Path.of(System.getProperty("inlet.test.packages")))) {
      return files.filter(file -> file.toString().endsWith(".deb")).findFirst().orElseThrow();
    }
  }

  private Ran dpkg(String... words) throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                "dpkg",
                "--root=" + folder,
                "--force-script-chrootless",
                "--force-not-root",
                "--log=" + folder.resolve("dpkg.log")));
    command.addAll(List.of(words));
    return Ran.in(folder, Map.of(), command);
  }

  @Test
  void itIsInstalledStartedAndRemoved() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/dpkg")), "this machine has no dpkg");
    Files.createDirectories(folder.resolve("var/lib/dpkg/info"));
    Files.createDirectories(folder.resolve("var/lib/dpkg/updates"));
    Files.createFile(folder.resolve("var/lib/dpkg/status"));

    Ran installed = dpkg("--install", deb().toAbsolutePath().toString());

    assertEquals(0, installed.code(), installed::text);
    assertTrue(dpkg("--status", "inlet").text().contains("Status: install ok installed"));
    assertEquals(
        "rw-r-----",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(folder.resolve("etc/inlet/inlet.env"))));
    assertEquals(
        Path.of("/etc/inlet"), Files.readSymbolicLink(folder.resolve("usr/share/inlet/conf")));
    Path documents = folder.resolve("usr/share/doc/inlet");
    assertEquals(
        List.of(),
        Links.broken(
            List.of(documents.resolve("README.md"), documents.resolve("doc/OPERATING.md"))));
    theUnitIsSound();
    itStarts();

    Files.writeString(folder.resolve("etc/inlet/inlet.env"), "INLET_MEMORY=300m\n");
    Ran removed = dpkg("--remove", "inlet");
    assertEquals(0, removed.code(), removed::text);
    assertFalse(Files.exists(folder.resolve("usr/bin/inlet"), LinkOption.NOFOLLOW_LINKS));
    assertTrue(Files.exists(folder.resolve("etc/inlet/inlet.env")), "what was set up stays");
    assertEquals(0, dpkg("--purge", "inlet").code());
    assertFalse(Files.exists(folder.resolve("etc/inlet")));
  }

  /** On the installed files, with the links that lead outside of the folder set for this start. */
  private void itStarts() throws Exception {
    var variables = new HashMap<String, String>();
    variables.put("JAVA_HOME", System.getProperty("java.home"));
    variables.put("MICRONAUT_SERVER_PORT", Integer.toString(FreePort.take()));
    variables.put("INLET_CONSOLE_PORT", Integer.toString(FreePort.take()));
    variables.put("INLET_CONF", folder.resolve("etc/inlet/inlet.env").toString());
    variables.put("INLET_CACHE", folder.resolve("none/inlet.aot").toString());
    variables.put("INLET_DATA_DIR", folder.resolve("data").toString());
    Files.writeString(folder.resolve("none"), "keeps the cache from being made");
    String inlet = folder.resolve("usr/share/inlet/bin/inlet").toString();

    String started = Ran.well(folder, variables, inlet, "start");

    assertTrue(started.contains("Inlet takes Segment's calls at"), started);
    Ran.well(folder, variables, inlet, "stop");
  }

  private void theUnitIsSound() throws Exception {
    Path analyze = Path.of("/usr/bin/systemd-analyze");
    if (!Files.isExecutable(analyze)) {
      return;
    }
    Path unit = folder.resolve("lib/systemd/system/inlet.service");
    Path checked = folder.resolve("inlet.service");
    Files.writeString(
        checked,
        Files.readString(unit)
            .replace("/usr/bin/inlet", folder.resolve("usr/share/inlet/bin/inlet").toString())
            .replace("file:/usr/share/doc", "file:" + folder + "/usr/share/doc"));
    // It ends with 0 whatever it finds, and says nothing when it finds nothing.
    assertEquals(
        "",
        Ran.well(folder, Map.of(), analyze.toString(), "verify", "--man=no", checked.toString()));
    Ran exposure =
        Ran.in(
            folder,
            Map.of(),
            List.of(
                analyze.toString(),
                "security",
                "--offline=true",
                "--threshold=20",
                unit.toString()));
    System.out.println(exposure.text().lines().reduce("", (first, last) -> last));
    assertEquals(0, exposure.code(), exposure::text);
  }
}
