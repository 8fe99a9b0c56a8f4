package dev.windlass.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.windlass.job.DirectiveKind;
import dev.windlass.job.JobHeader;
import dev.windlass.job.Legality;
import dev.windlass.job.Refused;
import dev.windlass.wire.Json;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whether a directive would be legal, as far as the view knows; only the coordinator decides. */
@Schema(name = "PossibleDirective")
@JsonInclude(JsonInclude.Include.NON_NULL)
record PossibleJson(
    @Schema(enumeration = {"start", "stop", "pause", "unpause", "delete"}) String directive,
    @Schema(enumeration = "failed") String only,
    boolean possible,
    @Schema(description = "Why not.") String reason) {

  static List<PossibleJson> of(JobHeader job) {
    return List.of(
        of(job, DirectiveKind.START, false),
        of(job, DirectiveKind.START, true),
        of(job, DirectiveKind.STOP, false),
        of(job, DirectiveKind.PAUSE, false),
        of(job, DirectiveKind.UNPAUSE, false),
        of(job, DirectiveKind.DELETE, false));
  }

  static PossibleJson of(JobHeader job, DirectiveKind directive, boolean onlyFailed) {
    String reason = Legality.refusal(job, directive, onlyFailed).map(Refused::reason).orElse(null);
    return new PossibleJson(
        Json.word(directive), onlyFailed ? "failed" : null, reason == null, reason);
  }
}
