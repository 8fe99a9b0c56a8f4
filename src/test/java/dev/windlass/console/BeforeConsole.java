package dev.windlass.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.windlass.console.Viewer.Look;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Somebody before the console of the program that all tests of it share. */
abstract class BeforeConsole {
  static Chromium chromium;
  static ConsoleProgram program;

  Viewer viewer;

  static void start() throws Exception {
    chromium = Chromium.start();
    program = ConsoleProgram.start();
  }

  static void end() {
    if (program != null) {
      program.close();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  /** What goes on keeps slots from the tests that follow. */
  @AfterAll
  static void stopAll() {
    program.stopAll();
  }

  @BeforeEach
  void sitDown() {
    viewer = new Viewer(chromium, program.address(), Look.LIGHT);
  }

  @AfterEach
  void leave() {
    viewer.close();
  }

  void openJob(String job) {
    viewer.open("/batch-jobs/" + job);
    assertThat(viewer.button("With options…")).isVisible();
    viewer.page().evaluate("window.stayed = true");
  }

  void hasStayed() {
    assertThat(viewer.page().evaluate("window.stayed")).as("no reload").isEqualTo(true);
  }

  void awaitStatus(String status) {
    Locator standing = viewer.page().getByLabel("How far it is");
    assertThat(standing.getByText(status, new Locator.GetByTextOptions().setExact(true)))
        .isVisible();
  }

  /** What came of something stands in a corner, and is read out. */
  void awaitNotice(String text) {
    Locator notices = viewer.page().getByRole(AriaRole.LOG);
    assertThat(notices.getByText(text, new Locator.GetByTextOptions().setExact(true))).isVisible();
  }

  Locator text(String pattern) {
    return viewer.page().getByText(Pattern.compile(pattern));
  }

  Locator exactly(String text) {
    return viewer.page().getByText(text, new Page.GetByTextOptions().setExact(true));
  }

  /** Over what is there. */
  void write(String editor, String text) {
    viewer.named(AriaRole.TEXTBOX, editor).press("ControlOrMeta+a");
    viewer.page().keyboard().insertText(text);
  }
}
