package dev.inlet.console.page;

import dev.inlet.codec.Sha256;
import io.micronaut.core.io.ResourceLoader;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The console's stylesheet, script and picture. Their addresses carry a digest of them all, so that
 * a browser may keep them for ever and still sees a new version at once.
 */
@Singleton
public final class Assets {
  public static final String PATH = "/console/assets";

  private static final List<String> NAMES =
      List.of("console.css", "pages.css", "console.js", "live.js", "icon.svg");
  private static final int VERSION_LENGTH = 12;

  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final String version;

  Assets(ResourceLoader resources) throws IOException {
    for (String name : NAMES) {
      try (InputStream file =
          resources.getResourceAsStream("classpath:static/console/" + name).orElseThrow()) {
        files.put(name, file.readAllBytes());
      }
    }
    byte[] digest = Sha256.of(files.values().toArray(byte[][]::new));
    this.version = HexFormat.of().formatHex(digest).substring(0, VERSION_LENGTH);
  }

  /** Where a file is served. */
  public String url(String name) {
    if (!files.containsKey(name)) {
      throw new IllegalArgumentException("there is no asset " + name);
    }
    return PATH + "/" + version + "/" + name;
  }

  /** A file of this very version. */
  public Optional<byte[]> find(String version, String name) {
    return version.equals(this.version) ? Optional.ofNullable(files.get(name)) : Optional.empty();
  }
}
