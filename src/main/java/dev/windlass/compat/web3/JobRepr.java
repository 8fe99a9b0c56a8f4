package dev.windlass.compat.web3;

import dev.windlass.control.Refusal;
import java.util.Map;
import java.util.Set;

/**
 * A job as a client sends it; null where it says nothing. What a JobStatusRepr has beside is taken
 * and not looked at, so that what was read can be sent back.
 */
record JobRepr(JobType type, JobState state, Map<String, Object> parameters) {
  static final Set<String> NOT_LOOKED_AT =
      Set.of(
          "Id",
          "Address",
          "Identity",
          "WorkerId",
          "StatusMessage",
          "Created",
          "Updated",
          "Completed",
          "Progress",
          "JobData");

  JobRepr {
    if (type == JobType.NULL) {
      throw Refusal.invalid("JobType", "0 (Null)", "must be one of the others: it is reserved");
    }
    if (state != null && !state.changeable()) {
      throw Refusal.invalid(
          "Status",
          state.number() + " (" + state.label() + ")",
          "must be 0 (Created) or 1 (Queued): the others come by themselves");
    }
  }
}
