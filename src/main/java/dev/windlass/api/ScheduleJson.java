package dev.windlass.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.windlass.control.NewBatchJob;
import dev.windlass.control.Schedule;
import dev.windlass.control.StoredSchedule;
import dev.windlass.control.Times;
import dev.windlass.job.Creation.OnOverlap;
import dev.windlass.wire.Json;
import java.time.ZoneId;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A schedule as clients write and read it. */
@Schema(name = "Schedule")
record ScheduleJson(
    @Schema(readOnly = true, description = "That of the definition.") String namespace,
    @Schema(examples = "nightly", description = "1 to 50 characters of [A-Za-z0-9._-].")
        String name,
    @Schema(readOnly = true, description = "From 1; rises with every change.") int version,
    String description,
    @Schema(
            required = true,
            examples = "30 2 * * MON-FRI",
            description =
                "Minute, hour, day of month, month, day of week (0 and 7 are Sunday); six fields"
                    + " begin with seconds; also @hourly, @daily, @weekly, @monthly, @yearly;"
                    + " @every PT7M, or @every PT5H from 2027-01-01T09:15:00Z.")
        String cron,
    @Schema(examples = "Europe/Berlin", defaultValue = "UTC") String timeZone,
    @Schema(
            enumeration = {"skip", "fire-once", "fire-all"},
            defaultValue = "fire-once",
            description = "For fires that nobody sent in time, because no scheduler ran.")
        String onMisfire,
    @Schema(
            enumeration = {"queue-one", "skip", "allow"},
            defaultValue = "queue-one",
            description = "For a fire while the last run goes on.")
        String onOverlap,
    @Schema(description = "Nothing fires before.") String start,
    @Schema(description = "Nothing fires from here on.") String end,
    @Schema(description = "Nothing fires, and nothing is made up for afterwards.") boolean paused,
    @Schema(required = true, description = "What each fire creates.") ScheduledJson batchJob,
    @Schema(readOnly = true, description = "Null while paused, and where none will follow.")
        String nextFireTime,
    @Schema(readOnly = true) String createdTime,
    @Schema(readOnly = true) String updatedTime) {
  private static final ZoneId UTC = ZoneId.of("UTC");

  /** What each fire creates. */
  @Schema(name = "ScheduledBatchJob")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ScheduledJson(
      @Schema(required = true, examples = "default/geocode") String definition,
      @Schema(description = "Either this or input; 1 where neither is there.") Integer subJobs,
      String input,
      Integer maxConcurrent,
      Double jobsPerSecond,
      FailureBudgetJson failureBudget,
      Map<String, Object> arguments,
      Map<String, String> labels) {
    static ScheduledJson of(NewBatchJob job) {
      return new ScheduledJson(
          job.definition().toString(),
          job.subJobs(),
          job.input(),
          job.maxConcurrent(),
          job.jobsPerSecond(),
          FailureBudgetJson.of(job.failureBudget()),
          job.arguments(),
          job.labels());
    }
  }

  static ScheduleJson of(StoredSchedule stored) {
    Schedule s = stored.schedule();
    return new ScheduleJson(
        s.namespace(),
        s.name(),
        s.version(),
        s.description(),
        s.cron(),
        s.timeZone().getId(),
        Json.word(s.onMisfire()),
        Json.word(s.batchJob().onOverlap()),
        Times.text(s.start()),
        Times.text(s.end()),
        s.paused(),
        ScheduledJson.of(s.batchJob()),
        Times.text(stored.nextFireAt()),
        Times.text(stored.createdAt()),
        Times.text(stored.updatedAt()));
  }

  static Schedule read(Fields in) {
    return read(in, in.requiredText("name"));
  }

  /** Where the address says what it is called, the body may say the same or nothing. */
  static Schedule read(Fields in, String name) {
    in.same("name", name);
    readOnly(in);
    OnOverlap given = in.word("onOverlap", OnOverlap.class);
    OnOverlap onOverlap = given == null ? OnOverlap.QUEUE_ONE : given;
    in.required("batchJob");
    NewBatchJob job =
        in.object("batchJob", fields -> NewBatchJobJson.readScheduled(fields, onOverlap));
    ZoneId zone = in.zone("timeZone");
    Boolean paused = in.bool("paused");
    String cron = in.requiredText("cron");
    return new Schedule(
        job == null || job.definition() == null ? null : job.definition().namespace(),
        name,
        0,
        in.text("description"),
        cron,
        zone == null ? UTC : zone,
        in.word("onMisfire", Schedule.OnMisfire.class),
        in.instant("start"),
        in.instant("end"),
        paused != null && paused,
        job);
  }

  /** What was read may be sent back as it is. */
  private static void readOnly(Fields in) {
    in.text("namespace");
    in.integer("version", 0, Integer.MAX_VALUE);
    in.text("nextFireTime");
    in.text("createdTime");
    in.text("updatedTime");
  }
}
