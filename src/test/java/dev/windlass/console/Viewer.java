package dev.windlass.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.windlass.testkit.Written;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody before the console, and what the browser complains of meanwhile. */
final class Viewer implements AutoCloseable {
  private static final int PATIENCE_MS = 30_000;
  private static final int HEIGHT = 900;
  private static final Path PICTURES = Path.of("docs", "console");
  private static final Set<String> GRAVE = Set.of("serious", "critical");

  /** How it is looked at. */
  enum Look {
    LIGHT(1280, ColorScheme.LIGHT),
    DARK(1280, ColorScheme.DARK),
    NARROW(400, ColorScheme.LIGHT);

    private final int width;
    private final ColorScheme scheme;

    Look(int width, ColorScheme scheme) {
      this.width = width;
      this.scheme = scheme;
    }
  }

  private final String address;
  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  Viewer(Chromium chromium, String address, Look look) {
    this.address = address;
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
    context =
        chromium
            .browser()
            .newContext(
                new Browser.NewContextOptions()
                    .setViewportSize(look.width, HEIGHT)
                    .setColorScheme(look.scheme)
                    .setLocale("en-GB")
                    .setTimezoneId("Europe/Berlin"));
    page = context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(message.text() + " at " + message.location() + " of " + page.url());
          }
        });
    page.onPageError(complaints::add);
  }

  Page page() {
    return page;
  }

  /** From here on, on the page that is open. */
  void look(Look look) {
    page.setViewportSize(look.width, HEIGHT);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(look.scheme));
  }

  /** {@code place} is what follows the hash: {@code /batch-jobs}. */
  void open(String place) {
    page.navigate(address + "/#" + place);
  }

  Locator button(String name) {
    return named(AriaRole.BUTTON, name);
  }

  Locator link(String name) {
    return named(AriaRole.LINK, name);
  }

  Locator named(AriaRole role, String name) {
    return page.getByRole(role, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  Locator heading(String name) {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name));
  }

  /** The button of the open dialog, and not one of the same name behind it. */
  Locator inDialog(String button) {
    return page.getByRole(AriaRole.DIALOG)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button).setExact(true));
  }

  /** What the browser logged: violations of the Content-Security-Policy are among it. */
  void hasNothingToComplainOf() {
    assertThat(complaints).as("the browser's console at " + page.url()).isEmpty();
  }

  /** Nothing grave, by the rules of axe. */
  void isAccessible() {
    AxeRunOptions onlyWhatIsWrong = new AxeRunOptions();
    onlyWhatIsWrong.setResultTypes(List.of("violations"));
    List<String> grave =
        new AxeBuilder(page)
                .setLegacyMode(
                    true) // there are no frames, which it would open a page of its own for
                .options(onlyWhatIsWrong)
                .analyze()
                .getViolations()
                .stream()
                .filter(rule -> GRAVE.contains(rule.getImpact()))
                .map(Viewer::text)
                .toList();
    assertThat(grave).as("axe at " + page.url()).isEmpty();
  }

  void fitsInItsWidth() {
    assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
        .as("what sticks out to the right at " + page.url())
        .isEqualTo(0);
  }

  /** Kept only where the tests are asked to write. */
  void picture(String name) {
    if (Written.WRITE) {
      page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    }
  }

  /** Whatever else it complained of: nobody broke the policy. */
  @Override
  public void close() {
    context.close();
    assertThat(complaints)
        .filteredOn(text -> text.contains("Content Security Policy"))
        .as("violations of the Content-Security-Policy")
        .isEmpty();
  }

  private static String text(Rule rule) {
    List<String> places =
        rule.getNodes().stream().map(node -> node.getTarget() + " " + node.getHtml()).toList();
    return rule.getId() + ": " + rule.getHelp() + " " + places;
  }
}
