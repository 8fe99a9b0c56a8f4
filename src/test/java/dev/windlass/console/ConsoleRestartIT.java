package dev.windlass.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.windlass.console.Viewer.Look;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A page that is open while its server is killed and comes back. */
@Timeout(180)
class ConsoleRestartIT {
  @Test
  void saysThatItIsDisconnectedAndGoesOnByItself() throws Exception {
    try (Chromium chromium = Chromium.start();
        ConsoleProgram program = ConsoleProgram.start();
        Viewer viewer = new Viewer(chromium, program.address(), Look.LIGHT)) {
      program.define("endless", "\"duration\": \"PT0.1S\"", ", \"iterations\": 0");
      String job = program.run("endless", 2, "");
      program.awaitStatus(job, "running");
      viewer.open("/batch-jobs/" + job);
      Locator live = viewer.page().getByText("Live", exactly());
      assertThat(live).isVisible();
      viewer.page().evaluate("window.stayed = true");

      program.kill();
      assertThat(viewer.page().getByText(Pattern.compile("^Disconnected since"))).isVisible();
      assertThat(live).hasCount(0);

      program.begin();
      assertThat(live).isVisible();
      assertThat(viewer.page().getByText(Pattern.compile("^Disconnected since"))).hasCount(0);
      program.direct(job, "{\"directive\": \"stop\"}");
      assertThat(
              viewer
                  .page()
                  .getByLabel("How far it is")
                  .getByText("stopped", new Locator.GetByTextOptions().setExact(true)))
          .isVisible();
      assertThat(viewer.page().evaluate("window.stayed")).isEqualTo(true);
    }
  }

  private static Page.GetByTextOptions exactly() {
    return new Page.GetByTextOptions().setExact(true);
  }
}
