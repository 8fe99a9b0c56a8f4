package dev.windlass.control;

import dev.windlass.access.Reach;
import dev.windlass.job.Directive;
import dev.windlass.job.DirectiveKind;
import dev.windlass.job.JobStatus;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A directive to many batch jobs, and how far it is.
 *
 * @param endedAt null as long as some of them wait for it
 * @param accepted in the log, and the outcome came too late to be noted here
 */
public record BulkDirective(
    String id,
    Asked asked,
    Asker asker,
    Instant createdAt,
    Instant endedAt,
    int total,
    int applied,
    int accepted,
    int refused) {

  /** What is asked of each. */
  public record Asked(DirectiveKind directive, Directive.Options options, BulkSelector selector) {
    /** What left the selector's statuses meanwhile is refused, unless the request has said more. */
    Asked guarded() {
      Set<JobStatus> statuses = selector.filter().statuses();
      return statuses.isEmpty() || !options.onlyIf().isEmpty()
          ? this
          : new Asked(directive, options.withOnlyIf(statuses), selector);
    }

    /** Its id makes a repeat the same directive: who dies while sending may send again. */
    DirectiveRequest request(String id) {
      return new DirectiveRequest(id, directive, options, "bulk " + id);
    }
  }

  /** Who asks, and what he reached then: another tenant may have somebody of the same name. */
  public record Asker(String name, Reach reach) {}

  /** What became of one batch job; code and reason stand with those that were refused. */
  public record Item(int position, UUID batchJob, State state, String code, String reason) {
    Item as(State became, String code, String reason) {
      return new Item(position, batchJob, became, code, reason);
    }
  }

  /** Where one is in a list that is read newest first. */
  public record Place(Instant createdAt, String id) {}

  public enum State {
    PENDING,
    APPLIED,
    ACCEPTED,
    REFUSED
  }

  public String requestedBy() {
    return asker.name();
  }

  public int pending() {
    return total - applied - accepted - refused;
  }
}
