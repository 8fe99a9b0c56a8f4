package dev.windlass.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.console.Viewer.Look;
import dev.windlass.testkit.Http;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every page with something on it, in light, in dark and on a narrow screen: it shows what it is
 * for, the browser has nothing to complain of, axe finds nothing grave, nothing sticks out.
 */
@Timeout(300)
abstract class ConsolePages extends BeforeConsole {
  /** In docs/console.md, or worth a look when it changes. */
  private static final Set<Map.Entry<String, Look>> SHOWN =
      Set.of(
          Map.entry("now", Look.LIGHT),
          Map.entry("now", Look.NARROW),
          Map.entry("batch-job", Look.LIGHT),
          Map.entry("batch-job", Look.DARK),
          Map.entry("definition-edit", Look.LIGHT),
          Map.entry("schedule", Look.LIGHT));

  private static final String SUB_JOB_OF_INDEX = "%s00%04x";

  private static String ended;
  private static String letter;

  @BeforeAll
  static void fill() throws Exception {
    program.define("geocode", "\"duration\": \"PT0.01S\"", "");
    program.define(
        "geocode",
        "\"duration\": \"PT0.01S\", \"failureRate\": 0.1, \"seed\": 7",
        ", \"failuresToIgnore\": 0, \"description\": \"Geocode the shop list\"");
    program.define("slow", "\"duration\": \"PT0.5S\"", ", \"iterations\": 0");
    ended = program.run("geocode", 3000, ", \"labels\": {\"team\": \"maps\"}");
    program.run("slow", 6, "");
    String paused = program.run("slow", 3, ", \"labels\": {\"team\": \"maps\"}");
    program.awaitStatus(paused, "running");
    program.direct(paused, "{\"directive\": \"pause\"}");
    Http.put(
            program.address() + "/v1/schedules/nightly",
            """
            {"cron": "30 2 * * MON-FRI", "timeZone": "Europe/Berlin",
             "batchJob": {"definition": "default/geocode", "subJobs": 5}}""")
        .expect(201);
    Http.post(program.address() + "/v1/schedules/nightly/runs", "{}").expect(202);
    letter = program.poison("unreadable");
    program.awaitStatus(ended, "failed");
  }

  /** Its name, where it is, and what stands on it when it is complete. */
  private record Place(String name, String hash, List<String> texts) {
    static Place of(String name, String hash, String... texts) {
      return new Place(name, hash, List.of(texts));
    }
  }

  static Stream<Place> places() {
    String job = "/batch-jobs/" + ended;
    String subJob = job + "/sub-jobs/" + SUB_JOB_OF_INDEX.formatted(ended.substring(0, 30), 3);
    return Stream.of(
        Place.of("now", "/", "Active batch jobs", "default/slow", "Slots in use"),
        Place.of("batch-jobs", "/batch-jobs", "default/geocode", "team=maps"),
        Place.of("batch-job", job, "Failures by message", "× ", "3,000 sub-jobs"),
        Place.of("sub-job", subJob, "Input row", "Result"),
        Place.of("definitions", "/definitions", "default/geocode", "simulate"),
        Place.of("definition", "/definitions/default/geocode", "Versions", "Compare"),
        Place.of("definition-edit", "/definitions/default/geocode/edit", "Nothing wrong with it"),
        Place.of("definition-new", "/new-definition", "Nothing wrong with it"),
        Place.of("schedules", "/schedules", "nightly", "30 2 * * MON-FRI"),
        Place.of("schedule", "/schedules/default/nightly", "Next fires", "Run now"),
        Place.of("schedule-new", "/new-schedule", "Nothing wrong with it"),
        Place.of("workers", "/workers", "Drain", "slots"),
        Place.of("dead-letters", "/dead-letters", "directives-0@"),
        Place.of("dead-letter", "/dead-letters/" + letter, "colour", "Send again"));
  }

  @ParameterizedTest
  @MethodSource("places")
  void showsWhatItIsFor(Place place) {
    viewer.open(place.hash());
    for (Look look : Look.values()) {
      viewer.look(look);
      if (look == Look.NARROW) {
        viewer.page().reload();
      }
      isShown(place, look);
    }
    viewer.hasNothingToComplainOf();
  }

  private void isShown(Place place, Look look) {
    for (String text : place.texts()) {
      assertThat(viewer.page().getByText(text).first()).isVisible();
    }
    assertThat(viewer.page().getByText("Reading…")).hasCount(0);
    if (SHOWN.contains(Map.entry(place.name(), look))) {
      viewer.picture(place.name() + "-" + look.name().toLowerCase(Locale.ROOT));
    }
    viewer.isAccessible();
    viewer.fitsInItsWidth();
  }

  @Test
  void listsAreAskedForInPagesAndNothingIsPolled() {
    var asked = new CopyOnWriteArrayList<String>();
    viewer.page().onRequest(request -> asked.add(request.url()));
    viewer.open("/definitions");
    assertThat(viewer.page().getByText("Geocode the shop list")).isVisible();
    assertThat(asked).anyMatch(url -> url.contains("/v1/definitions?limit=50"));
    assertThat(asked).noneMatch(url -> !url.startsWith(program.address()));
  }
}
