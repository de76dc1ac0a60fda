package dev.inlet.storage.file.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.inlet.Permissions;
import dev.inlet.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is stored is nobody else's business, whatever the umask of these tests. */
@NullUnmarked
@DisabledOnOs(OS.WINDOWS)
class OwnerOnlyIT {
  private static final Set<String> OWN = Set.of("rwx------", "rw-------");

  @TempDir Path folder;

  private static Map<String, Object> at(Path data) {
    return Map.of("inlet.data-dir", data.toString());
  }

  @Test
  void newFolderIsOnesOwnWithAllThatIsInItAlsoOnceItIsCompacted() throws IOException {
    Path data = folder.resolve("above/data");

    Stores stores = Stores.open(at(data));
    stores.newAccount();

    assertEquals(OWN, Permissions.below(data));
    stores.close();
    assertEquals(OWN, Permissions.below(data));
  }

  @Test
  void databaseThatIsMadeByItsMigrationsIsToo() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    String url = "jdbc:h2:file:" + data.resolve("inlet");

    Stores.open(
            Map.of(
                "inlet.data-dir",
                data.toString(),
                "datasources.default.url",
                url,
                "datasources.default.username",
                "owner",
                "datasources.default.password",
                "secret"))
        .close();

    assertEquals("rw-------", Permissions.of(data.resolve("inlet.mv.db")));
  }

  @Test
  void folderThatIsThereKeepsItsPermissions() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-x---"));

    Stores.open(at(data)).close();

    assertEquals("rwxr-x---", Permissions.of(data));
  }
}
