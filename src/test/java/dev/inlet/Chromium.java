package dev.inlet;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A real browser. Tests that need one are skipped where there is none, but never where {@code CI}
 * is set.
 */
public final class Chromium implements AutoCloseable {
  private static final List<String> PLACES =
      List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
  private static final Path PICTURES = Path.of("target", "screenshots");
  private static final Set<String> GRAVE = Set.of("serious", "critical");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Path executable) {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new LaunchOptions()
                    .setExecutablePath(executable)
                    .setArgs(List.of("--no-sandbox"))); // root has none
  }

  /** Starts the browser of this machine. */
  public static Chromium launch() {
    List<Path> found =
        Stream.concat(Stream.ofNullable(System.getenv("CHROMIUM")), PLACES.stream())
            .map(Path::of)
            .filter(Files::isExecutable)
            .toList();
    if (System.getenv("CI") != null && found.isEmpty()) {
      throw new AssertionError("No Chromium in " + PLACES + ": install it, or set CHROMIUM");
    }
    assumeTrue(!found.isEmpty(), () -> "no Chromium in " + PLACES + "; CHROMIUM may name one");
    return new Chromium(found.getFirst());
  }

  /** How somebody looks at a page. */
  public record Look(int width, int height, ColorScheme colours, boolean scripts) {
    public static final Look DESKTOP = new Look(1440, 900, ColorScheme.LIGHT, true);
    public static final Look NIGHT = new Look(1440, 900, ColorScheme.DARK, true);
    public static final Look PHONE = new Look(360, 740, ColorScheme.LIGHT, true);
    public static final Look PHONE_AT_NIGHT = new Look(360, 740, ColorScheme.DARK, true);
    public static final Look WITHOUT_SCRIPTS = new Look(1440, 900, ColorScheme.LIGHT, false);
  }

  /** Somebody new, with cookies of their own. */
  public BrowserContext visitor(Look look) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(look.width(), look.height())
                .setColorScheme(look.colours())
                .setJavaScriptEnabled(look.scripts())
                .setTimezoneId("Europe/Berlin")
                .setLocale("en-GB"));
    context.setDefaultTimeout(10_000);
    return context;
  }

  /** Keeps a picture of the whole page in {@code target/screenshots}. */
  public static void picture(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setFullPage(true).setPath(PICTURES.resolve(name + ".png")));
  }

  /** What axe finds that keeps people out; empty when all is well. */
  public static List<String> barriers(Page page) {
    return new AxeBuilder(page)
        .analyze().getViolations().stream()
            .filter(rule -> GRAVE.contains(rule.getImpact()))
            .map(Chromium::describe)
            .toList();
  }

  private static String describe(Rule rule) {
    return rule.getId() + ": " + rule.getNodes().stream().map(node -> node.getHtml()).toList();
  }

  /** Whether the page is no wider than the window. */
  public static boolean fits(Page page) {
    return (Boolean)
        page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth");
  }

  @Override
  public void close() {
    playwright.close();
  }
}
