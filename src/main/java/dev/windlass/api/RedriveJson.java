package dev.windlass.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.windlass.control.DeadLetterService.Attempt;
import dev.windlass.control.Redriven;
import dev.windlass.control.Times;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is asked and answered about sending dead letters again. */
final class RedriveJson {
  static final int DEFAULT_MOST = 100;
  static final int MOST = 1000;

  private RedriveJson() {}

  /** Which ones; what is absent asks for nothing. */
  @Schema(name = "RedriveMany")
  record Asked(
      @Schema(description = "With or without the prefix.", examples = "directives") String topic,
      String role,
      @Schema(description = "Put aside at this instant or later.") String from,
      @Schema(description = "Put aside before.") String to,
      @Schema(description = "A part of the reason, a key, or an id.") String q,
      @Schema(description = "The most at a time, the oldest first.", defaultValue = "100")
          Integer limit,
      @Schema(description = "Say what would be done, and do nothing.", defaultValue = "false")
          Boolean dryRun) {}

  @Schema(name = "RedrivenDeadLetter")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record One(
      String id,
      @Schema(enumeration = "redriven") String state,
      String topic,
      @Schema(description = "Where the record stands now.") int partition,
      long offset,
      @Schema(description = "How often it was sent again.") int times,
      String time,
      String by,
      @Schema(description = "Of directives and events: what to wait for.", examples = "d.3.42")
          String token) {
    static One of(Redriven redriven) {
      return new One(
          redriven.letter().id(),
          "redriven",
          redriven.letter().topic(),
          redriven.redrive().partition(),
          redriven.redrive().offset(),
          redriven.redrive().times(),
          Times.text(redriven.redrive().at()),
          redriven.redrive().by(),
          redriven.token() == null ? null : redriven.token().toString());
    }
  }

  @Schema(name = "RedriveAttempt")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Tried(
      String id,
      String topic,
      @Schema(enumeration = {"redriven", "would-be-redriven", "refused"}) String outcome,
      @Schema(description = "Why it was refused.") String code,
      String detail) {
    static Tried of(Attempt attempt) {
      String outcome =
          attempt.refusal() != null
              ? "refused"
              : attempt.redriven() == null ? "would-be-redriven" : "redriven";
      return new Tried(
          attempt.letter().id(),
          attempt.letter().topic(),
          outcome,
          attempt.refusal() == null ? null : attempt.refusal().code().word(),
          attempt.refusal() == null ? null : attempt.refusal().getMessage());
    }
  }

  @Schema(name = "RedrivenMany")
  record Many(
      @Schema(description = "Parked ones that match, `limit` at most.") int matched,
      int redriven,
      int refused,
      boolean dryRun,
      List<Tried> items) {
    static Many of(List<Attempt> attempts, boolean dryRun) {
      return new Many(
          attempts.size(),
          (int) attempts.stream().filter(a -> a.redriven() != null).count(),
          (int) attempts.stream().filter(a -> a.refusal() != null).count(),
          dryRun,
          attempts.stream().map(Tried::of).toList());
    }
  }
}
