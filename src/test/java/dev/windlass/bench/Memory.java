package dev.windlass.bench;

import dev.windlass.testkit.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What a small machine needs. */
record Memory(int subJobs) implements Scenario {
  private static final String DEMO = "demo: JVM and Postgres, most at a time [MB]";
  private static final String HEAP = "worker: heap, the most [MB]";
  private static final Duration PATIENCE = Duration.ofMinutes(20);
  private static final int SAMPLE_MILLIS = 100;
  private static final double MEGABYTE = 1 << 20;

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public String about() {
    return "`./windlass demo`: what is resident of its JVM and of all of its Postgres' processes"
        + " (pages that these share count once), ten times a second."
        + " And a worker alone with a heap of 256 MB, the only one for a batch job of %,d no-op sub-jobs, which has to complete. MB are 1,048,576 bytes."
            .formatted(subJobs);
  }

  @Override
  public List<Goal> goals() {
    return List.of(Goal.atMost(DEMO, 1024, "MB"), Goal.atMost(HEAP, 256, "MB"));
  }

  /** The program without the worker, which runs beside it. */
  @Override
  public Map<String, String> settings() {
    return Map.of("WINDLASS_ROLES", "api,coordinator,projection,scheduler");
  }

  /** Every process that is measured is a new one. */
  @Override
  public void warmUp(Place place) {
    place.api().define("no-op", Api.NO_OP);
  }

  @Override
  public Measured measure(Place place) throws Exception {
    Measured measured = new Measured();
    demo(measured);
    worker(place, measured);
    return measured;
  }

  private static void demo(Measured measured) throws Exception {
    try (Scratch data = Scratch.create("demo")) {
      Process demo = start(data.path());
      double jvm = 0;
      double postgres = 0;
      double together = 0;
      while (!demo.waitFor(SAMPLE_MILLIS, TimeUnit.MILLISECONDS)) {
        double jvmNow = Resident.of(demo.toHandle()).rss() / MEGABYTE;
        double postgresNow = Resident.ofPostgres(data.path()) / MEGABYTE;
        jvm = Math.max(jvm, jvmNow);
        postgres = Math.max(postgres, postgresNow);
        together = Math.max(together, jvmNow + postgresNow);
      }
      if (demo.exitValue() != 0 || postgres == 0) {
        throw new IllegalStateException(
            "The demo ended with %d:%n%s"
                .formatted(demo.exitValue(), Files.readString(output(data.path()))));
      }
      measured
          .figure(DEMO, together)
          .figure("demo: JVM, most [MB]", jvm)
          .figure("demo: Postgres, most [MB]", postgres);
    }
  }

  private static Process start(Path data) throws IOException {
    Process demo =
        new ProcessBuilder("./windlass", "demo", "--data", data.toString())
            .redirectErrorStream(true)
            .redirectOutput(output(data).toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(demo::destroy));
    return demo;
  }

  private static Path output(Path data) {
    return data.resolve("output.txt");
  }

  private void worker(Place place, Measured measured) throws Exception {
    try (Fleet fleet = new Fleet(place)) {
      ProgramProcess worker = fleet.start("worker", Map.of("JAVA_OPTS", "-Xmx256m"));
      Api api = place.api();
      String job = api.create("no-op", subJobs, "\"start\": true");
      double[] heap = {0};
      Await.until(
          "the only worker has run them all",
          PATIENCE,
          () -> {
            heap[0] = Math.max(heap[0], worker.api().heapUsed() / MEGABYTE);
            return api.view(job).path("status").asText().equals("completed");
          });
      if (api.view(job).at("/progress/successful").asInt() != subJobs) {
        throw new IllegalStateException("Not all of them were counted: " + api.view(job));
      }
      worker.collectGarbage();
      measured
          .figure(HEAP, heap[0])
          .figure("worker: heap in use at the end [MB]", worker.api().heapUsed() / MEGABYTE)
          .figure("worker: resident, the most [MB]", Resident.most(worker.handle()) / MEGABYTE);
    }
  }
}
