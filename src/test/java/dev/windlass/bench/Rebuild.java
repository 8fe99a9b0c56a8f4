package dev.windlass.bench;

import dev.windlass.testkit.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The views are built a second time, and compared. */
record Rebuild(int subJobs) implements Scenario {
  private static final String RATE = "sub-job changes per second";
  private static final Duration PATIENCE = Duration.ofMinutes(20);
  private static final Pattern READ =
      Pattern.compile("([\\d,]+) events read in ([\\d,.]+) s .* waited ([\\d,.]+) s");

  /** As many sub-jobs of each size. */
  private static final List<Integer> SIZES = List.of(1_000_000, 100_000, 10_000, 1_000);

  @Override
  public String name() {
    return "rebuild";
  }

  @Override
  public String about() {
    return "`./windlass rebuild-views --check` while the program is up, over the log of %,d sub-jobs: as many in batch jobs of 1,000,000 as in such of 100,000, 10,000 and 1,000."
            .formatted(SIZES.size() * subJobs)
        + " Each sub-job counts once, by its end. The seconds are those that the command tells:"
        + " without the start of its JVM, with the comparing.";
  }

  @Override
  public List<Goal> goals() {
    return List.of(Goal.atLeast(RATE, 100_000, "/s"));
  }

  /** Every run reads the same log. */
  @Override
  public void warmUp(Place place) {
    Api api = place.api();
    api.define("no-op", Api.NO_OP);
    for (int size : SIZES) {
      long ended = Backlog.now(api, 0).subJobsEnded() + subJobs;
      for (int made = 0; made < subJobs; made += size) {
        api.create("no-op", Math.min(size, subJobs - made), "\"start\": true");
      }
      Await.until(
          "all of them are counted", PATIENCE, () -> Backlog.now(api, 0).subJobsEnded() >= ended);
    }
    if (Backlog.now(api, 0).subJobsEnded() != (long) SIZES.size() * subJobs) {
      throw new IllegalStateException("More were counted than there are: " + api.statistics());
    }
  }

  @Override
  public Measured measure(Place place) throws Exception {
    long changes = Backlog.now(place.api(), 0).subJobsEnded();
    long begun = System.nanoTime();
    String output = check(place);
    double all = (System.nanoTime() - begun) / 1e9;
    Matcher read = READ.matcher(output);
    if (!read.find() || !output.contains("The views are what the log tells.")) {
      throw new IllegalStateException("The views are not what the log tells:\n" + output);
    }
    return new Measured()
        .figure(RATE, changes / number(read.group(2)))
        .figure("seconds", number(read.group(2)))
        .figure("seconds with the JVM's start", all)
        .figure("events", number(read.group(1)))
        .figure("the projection waited [s]", number(read.group(3)));
  }

  private static String check(Place place) throws IOException, InterruptedException {
    Process command =
        new ProcessBuilder(
                "./windlass", "rebuild-views", "--check", "--data", place.data().toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (command.waitFor() != 0) {
      throw new IllegalStateException("rebuild-views failed:\n" + output);
    }
    return output;
  }

  private static double number(String text) {
    return Double.parseDouble(text.replace(",", ""));
  }
}
