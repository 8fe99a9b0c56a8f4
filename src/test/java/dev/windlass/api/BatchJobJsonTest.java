package dev.windlass.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.windlass.api.BatchJobJson.Beside;
import dev.windlass.api.BatchJobJson.FreshnessJson;
import dev.windlass.dispatch.Pace;
import dev.windlass.job.Counts;
import dev.windlass.job.Definition;
import dev.windlass.job.FailureBudget;
import dev.windlass.job.JobHeader;
import dev.windlass.job.JobHeader.WaitingFor;
import dev.windlass.job.JobId;
import dev.windlass.job.JobStatus;
import dev.windlass.job.SubJobStatus;
import dev.windlass.job.Work;
import dev.windlass.view.SubJobRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchJobJsonTest {
  private static final Instant CREATED = Instant.parse("2026-01-31T12:00:00Z");
  private static final Instant STARTED = CREATED.plusMillis(1500);
  private static final Instant NOW = STARTED.plusSeconds(10);
  private static final JobId ID = JobId.of(CREATED, 7, 99);

  @Test
  void aRunningBatchJobIsShownAsTheContractHasIt() {
    Counts counts = new Counts(0, 54_830, 50, 0, 0, 45_000, 100, 20, 0);
    JsonNode json = json(header(JobStatus.RUNNING, work(1), counts, 45_120, 20));
    assertThat(json.get("id").textValue()).isEqualTo(ID.toString());
    assertThat(json.get("definition").textValue()).isEqualTo("default/geocode");
    assertThat(json.get("createdTime").textValue()).isEqualTo("2026-01-31T12:00:00.000Z");
    assertThat(json.get("startTime").textValue()).isEqualTo("2026-01-31T12:00:01.500Z");
    assertThat(json.get("stopTime").isNull()).isTrue();
    assertThat(json.get("concurrentJobs").intValue()).isEqualTo(50);
    assertThat(json.get("maxConcurrent").intValue()).isEqualTo(50);
    assertThat(json.get("jobsPerSecond").isNull()).isTrue();
    assertThat(json.get("percentComplete").doubleValue()).isEqualTo(45.12);
    assertThat(json.get("progress").toString())
        .isEqualTo(
            "{\"expected\":100000,\"done\":45120,\"successful\":45100,\"failed\":20,"
                + "\"remaining\":54880}");
    assertThat(json.get("counts").toString())
        .isEqualTo(
            "{\"created\":0,\"running\":50,\"paused\":0,\"completed\":45100,\"failed\":20,"
                + "\"stopped\":0,\"invalid\":0,\"waiting\":54830}");
    assertThat(json.get("rate").toString()).isEqualTo("{\"perSecond\":812.5,\"etaSeconds\":68}");
    assertThat(json.get("subJobs").get(0).toString())
        .isEqualTo("{\"id\":\"" + ID.subJob(3) + "\",\"status\":\"waiting\",\"failures\":2}");
    assertThat(json.get("freshness").toString()).isEqualTo("{\"token\":\"e.0.1234\",\"ageMs\":40}");
    assertThat(json.get("waitingFor").toString())
        .isEqualTo("{\"reason\":\"pause ends\",\"until\":\"2026-01-31T12:00:11.500Z\"}");
    assertThat(json.get("failureReason").isNull()).isTrue();
    assertThat(json.has("token")).isFalse();
  }

  @Test
  void aPaceIsToldWithoutItsRamp() {
    JobHeader header =
        header(JobStatus.RUNNING, work(1), none(), 0, 0)
            .with(h -> h.pace = new Pace(2.5, STARTED, Duration.ofMinutes(1)));
    assertThat(json(header).get("jobsPerSecond").doubleValue()).isEqualTo(2.5);
  }

  @Test
  void percentIsRoundedDownSoThatAHundredMeansAll() {
    assertThat(header(JobStatus.RUNNING, work(1), none(), 99_999, 0).percentComplete())
        .isEqualTo(99.99);
    assertThat(header(JobStatus.RUNNING, work(1), none(), 100_000, 0).percentComplete())
        .isEqualTo(100.0);
    assertThat(header(JobStatus.RUNNING, work(1), none(), 1, 0).percentComplete()).isZero();
  }

  @Test
  void percentAndRestAreLeftOutWhereIterationsAreEndless() {
    JsonNode json = json(header(JobStatus.RUNNING, work(0), none(), 500, 0));
    assertThat(json.has("percentComplete")).isFalse();
    assertThat(json.get("progress").toString())
        .isEqualTo("{\"done\":500,\"successful\":500,\"failed\":0}");
    assertThat(json.get("rate").toString()).isEqualTo("{\"perSecond\":812.5,\"etaSeconds\":null}");
  }

  @Test
  void aRateIsToldInFourDigitsAndWithoutAnEndWhereNothingEnds() {
    JobHeader header = header(JobStatus.RUNNING, work(1), none(), 99_000, 0);
    assertThat(BatchJobJson.rate(header, 1 / 60.0))
        .isEqualTo(new BatchJobJson.RateJson(0.01667, 60_000L));
    assertThat(BatchJobJson.rate(header, 0.0)).isEqualTo(new BatchJobJson.RateJson(0, null));
    assertThat(BatchJobJson.rate(header, null)).isNull();
  }

  @Test
  void aFailureBudgetSaysWhatItComesToAndHowMuchOfItIsUsed() {
    FailureBudget budget = new FailureBudget(null, 2.5, null, FailureBudget.OnBreach.PAUSE);
    JobHeader header =
        header(JobStatus.RUNNING, work(1), new Counts(0, 99_980, 0, 0, 0, 0, 5, 12, 3), 20, 17)
            .with(
                h -> {
                  h.failureBudget = budget;
                  h.failuresForgiven = 4;
                });
    assertThat(json(header).get("failureBudget").toString())
        .isEqualTo("{\"percent\":2.5,\"onBreach\":\"pause\",\"tolerated\":2500,\"used\":11}");
    assertThat(json(header(JobStatus.RUNNING, work(1), none(), 0, 0)).has("failureBudget"))
        .isFalse();
  }

  @Test
  void theExamplesOfTheDocumentationAreReadable() {
    Fields.read(JsonBody.object(Examples.BATCH_JOB.getBytes()), NewBatchJobJson::read);
    Fields.read(JsonBody.object(Examples.DIRECTIVE.getBytes()), DirectiveJson::read);
    Fields.read(JsonBody.object(Examples.SCHEDULE.getBytes()), ScheduleJson::read);
    Fields.read(
        JsonBody.object(Examples.BULK_DIRECTIVE.getBytes()), BulkDirectiveJson.Request::read);
  }

  @Test
  void whoGivesBothSubJobsAndAnInputIsToldWhatWasFound() {
    byte[] both = "{\"definition\":\"a/b\",\"subJobs\":5,\"input\":\"in_x\"}".getBytes();
    assertThatThrownBy(() -> Fields.read(JsonBody.object(both), NewBatchJobJson::read))
        .hasMessageContaining("'subJobs' or 'input' must be there, and not both, found 5");
  }

  private static JsonNode json(JobHeader header) {
    Beside beside =
        new Beside(
            Map.of(),
            Map.of(),
            null,
            List.of(new SubJobRow(3, SubJobStatus.WAITING, null, 2)),
            812.4999,
            null,
            new FreshnessJson("e.0.1234", 40),
            null);
    return new ObjectMapper().valueToTree(BatchJobJson.of(header, beside));
  }

  private static Counts none() {
    return Counts.allWaiting(100_000);
  }

  private static Work work(long iterations) {
    return new Work(
        1,
        iterations,
        null,
        "default",
        Definition.Priority.NORMAL,
        Definition.Runs.MANY,
        Duration.ofSeconds(30));
  }

  private static JobHeader header(
      JobStatus status, Work work, Counts counts, long done, long failed) {
    return new JobHeader(
        ID,
        12,
        status,
        1,
        1,
        "default",
        "geocode",
        4,
        null,
        "ana",
        CREATED,
        STARTED,
        null,
        null,
        100_000,
        50,
        null,
        work,
        null,
        0,
        null,
        false,
        counts,
        done,
        failed,
        9,
        2,
        0,
        1,
        null,
        WaitingFor.instant(NOW));
  }
}
