package dev.windlass.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import dev.windlass.access.SecuredProgram;
import dev.windlass.access.TestProvider;
import dev.windlass.access.UserRole;
import dev.windlass.console.Viewer.Look;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Logging in, in a real browser, before a program that asks who comes. */
@Timeout(180)
class ConsoleLoginIT {
  @TempDir static Path directory;
  private static Chromium chromium;
  private static TestProvider provider;
  private static SecuredProgram program;
  private Viewer viewer;

  @BeforeAll
  static void start() throws Exception {
    chromium = Chromium.start();
    provider = TestProvider.start();
    program = SecuredProgram.start(directory, provider);
  }

  @AfterAll
  static void end() throws Exception {
    if (program != null) {
      program.close();
      provider.close();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  @BeforeEach
  void sitDown() {
    viewer = new Viewer(chromium, program.address(), Look.NARROW);
    viewer.open("/");
    assertThat(viewer.heading("Windlass")).isVisible();
  }

  @AfterEach
  void leave() {
    viewer.close();
  }

  @Test
  void whoIsNotKnownLogsInWithAKeyAndOutAgain() {
    viewer.isAccessible();
    viewer.fitsInItsWidth();
    logIn("wl_nobody-has-it");
    assertThat(viewer.page().getByRole(AriaRole.ALERT)).containsText("Who asks is not known");
    logIn(SecuredProgram.key(UserRole.ADMINISTRATOR));
    assertThat(viewer.heading("Now")).isVisible();
    viewer.fitsInItsWidth();
    viewer.button("Log out").click();
    assertThat(viewer.page().getByLabel("Key")).isVisible();
  }

  @Test
  void whoReachesOneNamespaceSeesNothingThatTellsOfAll() {
    logIn(SecuredProgram.keyOf("ours"));
    assertThat(viewer.heading("Batch jobs")).isVisible();
    assertThat(viewer.link("Definitions")).isVisible();
    assertThat(viewer.link("Now")).hasCount(0);
    assertThat(viewer.link("Workers")).hasCount(0);
  }

  @Test
  void aProviderLogsInAndLeadsBack() {
    viewer.link("Log in").click();
    assertThat(viewer.heading("Now")).isVisible();
    assertThat(viewer.page().getByText("ana")).isVisible();
  }

  private void logIn(String key) {
    viewer.page().getByLabel("Key").fill(key);
    viewer.button("Log in with a key").click();
  }
}
