package dev.windlass.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.job.Begun;
import dev.windlass.job.Page;
import dev.windlass.job.SubJobStatus;
import dev.windlass.testkit.Http;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One batch job through one fault.
 *
 * @param takes how long each call takes: with so many at a time this bounds how fast the job is, so
 *     that it still runs when the fault is over
 * @param strikeAt the part of the job that is done when the fault strikes
 */
record Trial(Fault fault, int rows, Duration takes, int atATime, double strikeAt) {
  Verdict run(Fleet fleet) throws Exception {
    Journal.tell("=== " + fault.name());
    fault.prepare(fleet);
    long begun = System.nanoTime();
    long before = operationsDone(fleet);
    try (CallCounter calls = CallCounter.start(rows, takes)) {
      String job = create(fleet, calls);
      try (Watch watch = Watch.over(fleet.api(path(job) + "?subJobs=0"), rows, calls)) {
        watch.awaitDone(strikeAt);
        calls.standstill().begin();
        watch.standstill().begin();
        fault.strike(fleet, watch);
        assertThat(watch.ended())
            .as("%s: ended before the fault was over, so that it shows nothing", fault.name())
            .isFalse();
        JsonNode end = watch.awaitEnd();
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        fleet.awaitReady();
        fault.tidy(fleet);
        return verdict(fleet, job, end, operationsDone(fleet) - before, calls, watch, took);
      }
    }
  }

  @Override
  public String toString() {
    return fault.name();
  }

  private Verdict verdict(
      Fleet fleet,
      String job,
      JsonNode end,
      long counted,
      CallCounter calls,
      Watch watch,
      Duration took)
      throws Exception {
    return new Verdict(
        fault.name(),
        rows,
        end,
        completedInPages(fleet, job),
        counted,
        calls.distinct(),
        calls.repeated(),
        watch.broken(),
        calls.standstill().longest(),
        watch.standstill().longest(),
        took);
  }

  private String create(Fleet fleet, CallCounter calls) {
    String name = "chaos-" + UUID.randomUUID().toString().substring(0, 8);
    Http.post(
            fleet.api("/v1/definitions"),
            """
            { "name": "%s", "handler": "http",
              "cases": [ { "id": "call", "parameters": { "url": "%s{row.n}" } } ] }
            """
                .formatted(name, calls.url()))
        .expect(201);
    String csv =
        IntStream.range(0, rows)
            .mapToObj(String::valueOf)
            .collect(Collectors.joining("\n", "n\n", "\n"));
    String input =
        Http.post(fleet.api("/v1/inputs"), "text/csv", csv).expect(201).json().path("id").asText();
    return Http.post(
            fleet.api("/v1/batch-jobs"),
            """
            { "definition": "default/%s", "input": "%s", "maxConcurrent": %d, "start": true }
            """
                .formatted(name, input, atATime))
        .expect(202)
        .json()
        .path("id")
        .asText();
  }

  /** What the counters of all batch jobs together say: these are added to, not replaced. */
  private static long operationsDone(Fleet fleet) {
    return Http.get(fleet.api("/v1/statistics")).expect(200).json().at("/operations/done").asLong();
  }

  /** Sub-job by sub-job, as the pages in Postgres have it. */
  private static int completedInPages(Fleet fleet, String job) throws Exception {
    int completed = 0;
    try (Connection connection = fleet.postgres().connect();
        PreparedStatement select =
            connection.prepareStatement(
                "select page, epoch, statuses from sub_job_page where batch_job_id = ?")) {
      select.setObject(1, UUID.fromString(job));
      ResultSet row = select.executeQuery();
      while (row.next()) {
        List<Begun> none = List.of();
        Page page = Page.of(row.getInt(1), row.getInt(2), row.getString(3), none);
        for (int i = 0; i < page.size(); i++) {
          completed += page.status(page.firstIndex() + i) == SubJobStatus.COMPLETED ? 1 : 0;
        }
      }
    }
    return completed;
  }

  private static String path(String job) {
    return "/v1/batch-jobs/" + job;
  }
}
