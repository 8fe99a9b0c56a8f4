package dev.windlass.contract;

import dev.windlass.dispatch.Pace;
import dev.windlass.job.Begun;
import dev.windlass.job.Claim;
import dev.windlass.job.Counts;
import dev.windlass.job.Creation;
import dev.windlass.job.Definition;
import dev.windlass.job.Directive;
import dev.windlass.job.DirectiveKind;
import dev.windlass.job.FailureBudget;
import dev.windlass.job.InputRef;
import dev.windlass.job.JobHeader;
import dev.windlass.job.JobId;
import dev.windlass.job.JobStatus;
import dev.windlass.job.Page;
import dev.windlass.job.Progress;
import dev.windlass.job.Range;
import dev.windlass.job.Reply;
import dev.windlass.job.Snapshot;
import dev.windlass.job.Wish;
import dev.windlass.job.Work;
import dev.windlass.wire.ControlRecord;
import dev.windlass.wire.DeadLetter;
import dev.windlass.wire.DefinitionRecord;
import dev.windlass.wire.DrainRecord;
import dev.windlass.wire.ResultRecord;
import dev.windlass.wire.TaskRecord;
import dev.windlass.wire.WorkerRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One record of each kind, with as many of its fields as can stand together. */
final class Samples {
  static final Instant CREATED = Instant.parse("2026-11-22T05:00:00.123Z");
  static final Instant STARTED = CREATED.plusSeconds(1);
  static final Instant LATER = CREATED.plusSeconds(60);
  static final JobId JOB = JobId.of(CREATED, 1365, 0x2a_1234_5678L);
  static final JobId OTHER = JobId.of(CREATED, 1365, 7);
  static final String INCARNATION = "worker-3/5f1c2d9e";

  static final InputRef INPUT = new InputRef("in_01JD8V3H", 2000, 2);
  static final FailureBudget BUDGET = new FailureBudget(100, 2.5, 20, FailureBudget.OnBreach.PAUSE);
  static final Pace PACE = new Pace(200, STARTED, Duration.ofMinutes(1));
  static final Definition DEFINITION =
      new Definition(
          "default",
          "geocode",
          4,
          "Geocode the shop list",
          "http",
          Map.of("timeout", "PT10S"),
          List.of(
              new Definition.Case(
                  "geocode", Map.of("url", "http://geo.internal/search?q={row.address}"))),
          1,
          0,
          BUDGET,
          new Definition.Retries(2, Duration.ofSeconds(1), Duration.ofMinutes(1)),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Definition.KeepResults.LAST,
          Definition.Runs.ONE,
          "default",
          Definition.Priority.NORMAL);
  static final Work WORK = Work.of(DEFINITION);
  static final Creation CREATION =
      new Creation(
          "default",
          "geocode",
          2000,
          INPUT,
          50,
          200.0,
          BUDGET,
          Map.of("region", "eu"),
          Map.of("team", "maps"),
          true,
          Creation.OnOverlap.QUEUE_ONE,
          "geocode",
          4711L);
  static final Counts COUNTS = new Counts(0, 423, 50, 0, 0, 1500, 20, 6, 1);
  static final Begun BEGUN = new Begun(1050, 0, 0, 0, 0, 2);
  static final Page PAGE = Page.of(1, 1, "c500e20f6r50w400", List.of(BEGUN));
  static final JobHeader HEADER =
      new JobHeader(
          JOB,
          57,
          JobStatus.RUNNING,
          1,
          1,
          "default",
          "geocode",
          4,
          4711L,
          "ana",
          CREATED,
          STARTED,
          null,
          null,
          2000,
          50,
          PACE,
          WORK,
          BUDGET,
          2,
          "geocode",
          true,
          COUNTS,
          1527,
          27,
          1601,
          50,
          0,
          3,
          null,
          null);

  private static final Directive DIRECTIVE =
      new Directive(
          "pause-1",
          JOB,
          DirectiveKind.START,
          "ana",
          "api 10.1.2.3",
          CREATED,
          new Directive.Options(
              200.0, true, true, LATER, Duration.ofMinutes(1), Set.of(JobStatus.COMPLETED), 1),
          CREATION,
          Snapshot.of(DEFINITION));
  private static final Progress PROGRESS =
      new Progress(
          JOB,
          INCARNATION,
          2,
          true,
          List.of(
              new Progress.GrantProgress(
                  1600, "9b2e", "c600ef2", 604, 3, BEGUN, 4, true, false, 181_000, 977)));
  private static final ResultRecord RESULTS =
      new ResultRecord(
          JOB,
          1,
          1600,
          "worker-3",
          List.of(
              new ResultRecord.Operation(
                  1050,
                  0,
                  0,
                  "geocode",
                  2,
                  3,
                  LATER,
                  812,
                  "503 from geo.internal",
                  null,
                  false,
                  false),
              new ResultRecord.Operation(
                  1051, 0, 0, "geocode", 1, 1, LATER, 95, null, "{\"lat\":50.1}", false, true)));
  private static final WorkerRecord WORKER =
      new WorkerRecord(
          INCARNATION,
          "worker-3",
          List.of("default"),
          32,
          12,
          1,
          false,
          2,
          "0.1.0",
          CREATED,
          LATER);

  private Samples() {}

  /** What stands in topics besides events. */
  static List<Object> records() {
    return List.of(
        DIRECTIVE,
        new DrainRecord(INCARNATION, 2, "ana"),
        new TaskRecord(JOB, 1601, 1),
        new Claim(JOB, 1601, 1, INCARNATION, 2, false),
        new Reply.Granted(
            JOB,
            1601,
            1600,
            "9b2e",
            1,
            3,
            List.of(new Range(1050, 2)),
            List.of(BEGUN),
            List.of(0, 5)),
        new Reply.Void(JOB, 1601),
        new Reply.Renewed(JOB, List.of(1599L, 1600L)),
        new Reply.Revoked(JOB, List.of(1600L)),
        PROGRESS,
        RESULTS,
        new ControlRecord(1, Wish.PAUSE, 4),
        new DefinitionRecord(1, DEFINITION, INPUT, CREATION.arguments()),
        HEADER,
        WORKER,
        new DeadLetter(
            "windlass.progress",
            4,
            81,
            "coordinator",
            "not a Progress: unexpected end",
            LATER,
            bytes("key"),
            bytes("{"),
            List.of(new DeadLetter.RecordHeader("type", bytes("directive"))),
            1,
            true));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
