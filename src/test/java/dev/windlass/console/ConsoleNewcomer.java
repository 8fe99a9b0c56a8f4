package dev.windlass.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An empty program, and somebody who has never seen one. */
@Timeout(240)
abstract class ConsoleNewcomer extends BeforeConsole {
  private static final int ROWS = 60;
  private static final String DEFINITION =
      """
      {"name": "first", "handler": "simulate", "failuresToIgnore": 0,
       "cases": [{"id": "look-up",
         "parameters": {"duration": "PT0.2S", "failureRate": 0.3, "seed": 11}}]}""";

  @TempDir private Path directory;

  @Test
  void definesRunsPausesLooksRunsAgainAndDownloads() throws Exception {
    viewer.open("/");
    assertThat(viewer.page().getByText("Nothing has run yet")).isVisible();
    viewer.isAccessible();
    viewer.link("Define").click();
    defineWithAMistakeFirst();
    runOverAFile();
    pauseAndUnpause();
    seeWhySomeFailed();
    runAgainWhatFailed();
    List<String> lines = downloadResults();
    assertThat(lines).hasSize(ROWS + 1);
    assertThat(lines.getFirst()).startsWith("index,status,result,error").contains("row.city");
  }

  private void defineWithAMistakeFirst() {
    String editor = "Definition as JSON";
    assertThat(viewer.page().getByText("Nothing wrong with it")).isVisible();
    write(editor, DEFINITION.replace("PT0.2S", "soon"));
    assertThat(viewer.page().getByText(Pattern.compile("duration"))).not().hasCount(0);
    write(editor, DEFINITION.replace("\"name\"", "\"nmae\""));
    assertThat(viewer.page().getByText(Pattern.compile("nmae is not a field here")).first())
        .isVisible();
    write(editor, DEFINITION);
    assertThat(viewer.page().getByText("Nothing wrong with it")).isVisible();
    viewer.button("Save").click();
    assertThat(viewer.heading("default/first")).isVisible();
  }

  private void runOverAFile() throws IOException {
    Path rows = directory.resolve("cities.csv");
    String lines =
        IntStream.range(0, ROWS)
            .mapToObj(i -> i + ",City " + i)
            .collect(Collectors.joining("\n", "id,city\n", "\n"));
    Files.writeString(rows, lines);
    viewer.button("Run now…").click();
    viewer.page().getByLabel("the rows of a file").check();
    viewer.page().getByLabel("CSV with a header line, or NDJSON").setInputFiles(rows);
    viewer.page().getByLabel("maxConcurrent").fill("2");
    viewer.inDialog("Run").click();
    assertThat(viewer.page().getByText(Pattern.compile("All 60 sub-jobs"))).isVisible();
  }

  private void pauseAndUnpause() {
    viewer.button("Pause").click();
    awaitStatus("paused");
    viewer.button("Unpause").click();
    awaitStatus("running");
  }

  private void seeWhySomeFailed() {
    awaitStatus("failed");
    Locator group = viewer.page().locator("wl-failures summary").first();
    assertThat(group).isVisible();
    group.click();
    viewer.page().locator("wl-failures li a").first().click();
    assertThat(viewer.page().getByText("City ").first()).isVisible();
    assertThat(viewer.page().getByText("look-up").first()).isVisible();
    viewer.page().goBack();
  }

  private void runAgainWhatFailed() {
    viewer.button("Run again what failed").click();
    assertThat(viewer.page().getByText(Pattern.compile("\\(start 2\\)"))).isVisible();
    assertThat(
            viewer
                .page()
                .getByLabel("How far it is")
                .getByText(Pattern.compile("^(failed|completed)$")))
        .isVisible();
  }

  private List<String> downloadResults() throws IOException {
    Download download =
        viewer
            .page()
            .waitForDownload(
                new Page.WaitForDownloadOptions(), () -> viewer.link("Download results").click());
    return Files.readAllLines(download.path());
  }
}
