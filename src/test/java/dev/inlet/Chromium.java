package dev.inlet;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A real browser. Tests that need one are skipped where there is none, but never where {@code CI}
 * is set.
 */
public final class Chromium implements AutoCloseable {
  private static final List<String> PLACES =
      List.of(
          "/usr/bin/chromium-headless-shell", // half as dear
          "/usr/bin/chromium",
          "/usr/bin/chromium-browser",
          "/usr/bin/google-chrome");
  private static final Path PICTURES = Path.of("target", "screenshots");
  private static final boolean PICTURES_WANTED =
      Extent.isLong() || Boolean.getBoolean("inlet.test.pictures");
  private static final double PATIENCE_MILLIS = 60_000;
  private static final List<String> GRAVE = List.of("serious", "critical");
  private static final String AXE = axe();

  private static final String FLAWS =
      """
      () => {
        const flaws = [];
        const hidden = '.hidden, .unseen, .skip, .tip, thead, svg, textarea, input, option, pre, code';
        const seen = box => box.checkVisibility() && !box.closest(hidden);
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        const range = document.createRange();
        while (texts.nextNode()) {
          const text = texts.currentNode;
          if (!seen(text.parentElement) || text.parentElement.closest('.id, .mono, .json')) continue;
          for (const word of text.data.matchAll(/(?<=^|\\s)\\p{L}{2,20}[.,;:]?(?=\\s|$)/gu)) {
            range.setStart(text, word.index);
            range.setEnd(text, word.index + word[0].length);
            const lines = new Set([...range.getClientRects()].map(line => Math.round(line.top)));
            if (lines.size > 1) flaws.push('broken: ' + word[0]);
          }
        }
        for (const box of document.querySelectorAll('body *')) {
          const scrolls = ['auto', 'scroll'].includes(getComputedStyle(box).overflowX);
          if (seen(box) && !scrolls && box.clientWidth > 1 && box.scrollWidth > box.clientWidth + 1) {
            flaws.push('sticks out: <' + box.localName + ' class="' + box.className + '"> '
                + box.textContent.trim().replace(/\\s+/g, ' ').slice(0, 60));
          }
        }
        return flaws;
      }
      """;

  private final Playwright playwright;
  private final Browser browser;

  /** Root has no sandbox; and what draws in the place of a GPU that is not there takes longer. */
  private Chromium(Path executable) {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new LaunchOptions()
                    .setExecutablePath(executable)
                    .setArgs(List.of("--no-sandbox", "--disable-gpu")));
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

    /** Phones, tablets, desks and large screens, in light and dark. */
    public static List<Look> every() {
      return Stream.of(360, 768, 1440, 1920)
          .flatMap(
              width ->
                  Stream.of(ColorScheme.LIGHT, ColorScheme.DARK)
                      .map(colours -> new Look(width, 900, colours, true)))
          .toList();
    }

    /** As pictures are named by it. */
    public String slug() {
      return width + "-" + colours.name().toLowerCase(Locale.ROOT);
    }
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
    context.setDefaultTimeout(PATIENCE_MILLIS);
    return context;
  }

  /**
   * Keeps a picture of the whole page in {@code target/screenshots}, in the long run or with {@code
   * -Dinlet.test.pictures=true}.
   */
  public static void picture(Page page, String name) {
    if (PICTURES_WANTED) {
      page.evaluate("scrollTo(0, 0)"); // or what is sticky is drawn where it was seen
      page.screenshot(
          new Page.ScreenshotOptions().setFullPage(true).setPath(PICTURES.resolve(name + ".png")));
    }
  }

  /**
   * What axe finds that keeps people out; empty when all is well. It is asked for nothing else, and
   * in the page itself: its builder opens a window for each answer and brings all that is well
   * along, which takes six times as long.
   */
  @SuppressWarnings("unchecked")
  public static List<String> barriers(Page page) {
    page.evaluate(AXE);
    return (List<String>)
        page.evaluate(
            """
            async grave => (await axe.run(document, {resultTypes: ['violations']})).violations
                .filter(rule => grave.includes(rule.impact))
                .map(rule => rule.id + ': ' + rule.nodes.map(node => node.html).join(' '))
            """,
            GRAVE);
  }

  private static String axe() {
    try (InputStream script = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The buttons of exactly this name. */
  public static Locator button(Page page, String name) {
    return named(page, AriaRole.BUTTON, name);
  }

  /** The links of exactly this name. */
  public static Locator link(Page page, String name) {
    return named(page, AriaRole.LINK, name);
  }

  private static Locator named(Page page, AriaRole role, String name) {
    return page.getByRole(role, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** Whether the page is no wider than the window. */
  public static boolean fits(Page page) {
    return (Boolean)
        page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth");
  }

  /**
   * What a reader would trip over: words that are broken across lines, and boxes whose content
   * sticks out or is cut off. Empty when all is well. Ids and code may be broken anywhere, and what
   * is there for screen readers alone is left out.
   */
  @SuppressWarnings("unchecked")
  public static List<String> flaws(Page page) {
    return (List<String>) page.evaluate(FLAWS);
  }

  @Override
  public void close() {
    playwright.close();
  }
}
