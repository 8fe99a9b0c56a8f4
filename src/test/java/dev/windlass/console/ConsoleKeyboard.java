package dev.windlass.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Without a mouse. */
@Timeout(180)
abstract class ConsoleKeyboard extends BeforeConsole {
  private static final int MOST_TABS = 80;
  private static final String FOCUSED =
      """
      (() => {
        let at = document.activeElement;
        while (at && at.shadowRoot && at.shadowRoot.activeElement) at = at.shadowRoot.activeElement;
        return (at?.getAttribute('aria-label') ?? at?.textContent ?? '').trim();
      })()""";

  private static String job;

  @BeforeAll
  static void run() {
    program.define(
        "work",
        "\"duration\": \"PT0.005S\", \"failureRate\": 0.01, \"seed\": 5",
        ", \"failuresToIgnore\": 0");
    job = program.run("work", 5000, "");
    program.awaitStatus(job, "failed");
  }

  private void press(String... keys) {
    for (String key : keys) {
      viewer.page().keyboard().press(key);
    }
  }

  /** Tab, until what has the focus begins with this. */
  private void tabTo(String name) {
    for (int i = 0; i < MOST_TABS; i++) {
      press("Tab");
      if (focused().startsWith(name)) {
        return;
      }
    }
    throw new AssertionError("Tab never came to '" + name + "'; it is at '" + focused() + "'");
  }

  private String focused() {
    return String.valueOf(viewer.page().evaluate(FOCUSED));
  }

  @Test
  void theFirstTabOffersToSkipTheNavigation() {
    viewer.open("/workers");
    assertThat(viewer.heading("Workers")).isVisible();
    press("Tab");
    assertThat(focused()).isEqualTo("Skip to the page");
    press("Enter", "Tab");
    assertThat(focused()).isNotEqualTo("Windlass");
  }

  @Test
  void aLinkTakesTheFocusToTheNewPagesHeading() {
    viewer.open("/");
    assertThat(viewer.heading("Now")).isVisible();
    tabTo("Definitions");
    press("Enter");
    assertThat(viewer.heading("Definitions")).isVisible();
    assertThat(viewer.heading("Definitions")).isFocused();
  }

  @Test
  void theMapIsWalkedDownToOneSubJob() {
    viewer.open("/batch-jobs/" + job);
    assertThat(viewer.page().getByText("The map in words")).isVisible();
    tabToMap();
    press("f");
    assertThat(viewer.page().locator("wl-map .told")).containsText("failed");
    press("Enter");
    assertThat(text("› sub-jobs")).isVisible();
    assertThat(viewer.page().locator("wl-map [aria-label*='each is one']")).isVisible();
    press("ArrowRight", "Enter");
    assertThat(viewer.page().locator("wl-sub-job h1")).isFocused();
  }

  private void tabToMap() {
    for (int i = 0; i < MOST_TABS && !focused().contains("Arrow keys move"); i++) {
      press("Tab");
    }
    assertThat(focused()).contains("Arrow keys move");
  }

  @Test
  void aDialogIsLeftWithEscapeAndTheFocusGoesBack() {
    viewer.open("/batch-jobs/" + job);
    assertThat(viewer.button("Start again")).isVisible();
    tabTo("Start again");
    press("Enter");
    assertThat(viewer.heading("Start it again from the beginning?")).isVisible();
    press("Escape");
    assertThat(viewer.heading("Start it again from the beginning?")).hasCount(0);
    assertThat(focused()).isEqualTo("Start again");
    assertThat(program.get("/v1/batch-jobs/" + job).get("epoch").asInt()).isEqualTo(1);
  }

  @Test
  void aDirectiveIsSentAndItsOutcomeIsReadOut() {
    String fresh = program.run("work", 10, ", \"start\": false");
    viewer.open("/batch-jobs/" + fresh);
    assertThat(viewer.button("Start")).isVisible();
    tabTo("Start");
    press("Enter");
    assertThat(viewer.page().getByRole(AriaRole.LOG).getByText("start: applied.")).isVisible();
    assertThat(text("^(completed|failed)$").first()).isVisible();
  }
}
