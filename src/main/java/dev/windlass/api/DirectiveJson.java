package dev.windlass.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.windlass.control.DirectiveRequest;
import dev.windlass.control.Outcome;
import dev.windlass.control.Times;
import dev.windlass.job.Directive;
import dev.windlass.job.DirectiveKind;
import dev.windlass.job.JobStatus;
import dev.windlass.view.DirectiveRow;
import dev.windlass.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A directive and what is known of it. */
@Schema(name = "Directive")
@JsonInclude(JsonInclude.Include.NON_NULL)
record DirectiveJson(
    String id,
    String batchJobId,
    @Schema(enumeration = {"create", "start", "stop", "pause", "unpause", "delete"})
        String directive,
    @Schema(enumeration = {"accepted", "applied", "refused"}) String state,
    @Schema(description = "Why it was refused.") String reason,
    @Schema(examples = "d.3.42") String token,
    String requestedBy,
    String time,
    String decidedTime) {
  static final double MAX_PER_SECOND = 1_000_000;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,100}");
  private static final Duration LONGEST_RAMP = Duration.ofDays(1);

  /** What a request for a directive holds. */
  @Schema(name = "NewDirective")
  record Asked(
      @Schema(description = "Makes a repeat the same directive.") String id,
      @Schema(
              required = true,
              enumeration = {"start", "stop", "pause", "unpause", "delete"})
          String directive,
      @Schema(description = "start and unpause") Double jobsPerSecond,
      @Schema(description = "start: re-run what did not succeed", enumeration = "failed")
          String only,
      @Schema(description = "stop: forget counts and results", defaultValue = "true") Boolean reset,
      @Schema(description = "pause: when it ends by itself") String until,
      @Schema(description = "unpause: how long the rate takes to rise") String ramp,
      @Schema(description = "Refused in any other status.") Set<String> onlyIf,
      @Schema(description = "Refused in any other epoch.") Integer expectEpoch) {}

  static DirectiveJson of(Outcome outcome) {
    Directive asked = outcome.directive();
    return new DirectiveJson(
        asked.id(),
        asked.job().toString(),
        Json.word(asked.directive()),
        outcome.applied() ? "applied" : "accepted",
        null,
        outcome.kept().toString(),
        asked.requestedBy(),
        Times.text(asked.time()),
        null);
  }

  static DirectiveJson of(DirectiveRow row) {
    return new DirectiveJson(
        row.id(),
        row.batchJobId().toString(),
        row.directive(),
        row.state(),
        row.reason(),
        row.token().toString(),
        row.requestedBy(),
        Times.text(row.requestedAt()),
        Times.text(row.decidedAt()));
  }

  static DirectiveRequest read(Fields in) {
    String id = in.text("id");
    if (id != null && !ID.matcher(id).matches()) {
      in.error("id", id, "must be 1 to 100 characters of [A-Za-z0-9._:-]");
    }
    in.required("directive");
    DirectiveKind kind = in.word("directive", DirectiveKind.class);
    if (kind == DirectiveKind.CREATE) {
      in.error("directive", "create", "must be one of start, stop, pause, unpause, delete");
    }
    return new DirectiveRequest(id, kind, options(in, kind));
  }

  private static Directive.Options options(Fields in, DirectiveKind kind) {
    Double perSecond = in.positive("jobsPerSecond", MAX_PER_SECOND);
    String only = in.text("only");
    if (only != null && !only.equals("failed")) {
      in.error("only", only, "must be failed");
    }
    Boolean reset = in.bool("reset");
    Instant until = in.instant("until");
    Duration ramp = in.duration("ramp");
    if (ramp != null && (ramp.isNegative() || ramp.compareTo(LONGEST_RAMP) > 0)) {
      in.error("ramp", ramp.toString(), "must be PT0S to PT24H");
    }
    goesWith(in, kind, "jobsPerSecond", perSecond, DirectiveKind.START, DirectiveKind.UNPAUSE);
    goesWith(in, kind, "only", only, DirectiveKind.START);
    goesWith(in, kind, "reset", reset, DirectiveKind.STOP);
    goesWith(in, kind, "until", until, DirectiveKind.PAUSE);
    goesWith(in, kind, "ramp", ramp, DirectiveKind.UNPAUSE);
    return new Directive.Options(
        perSecond,
        "failed".equals(only),
        reset,
        until,
        ramp,
        in.words("onlyIf", JobStatus.class),
        in.integer("expectEpoch", 0, Integer.MAX_VALUE));
  }

  private static void goesWith(
      Fields in, DirectiveKind kind, String field, Object value, DirectiveKind... kinds) {
    Set<DirectiveKind> allowed = EnumSet.of(kinds[0], kinds);
    if (value != null && kind != null && !allowed.contains(kind)) {
      String words = String.join(" and ", allowed.stream().map(Json::word).toList());
      in.error(field, value.toString(), "goes only with " + words);
    }
  }
}
