package dev.windlass.api;

import dev.windlass.control.ProblemCode;
import dev.windlass.control.Refusal;
import dev.windlass.job.JobId;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids in addresses. What cannot be an id names nothing. */
final class Ids {
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");

  private Ids() {}

  static JobId job(String text) {
    UUID uuid = uuid(text, ProblemCode.UNKNOWN_BATCH_JOB, "batch job");
    if (JobId.indexOf(uuid) >= 0) {
      throw new Refusal(
          ProblemCode.UNKNOWN_BATCH_JOB,
          text + " is a sub-job's id: see /v1/batch-jobs/" + parent(uuid) + "/sub-jobs/" + text);
    }
    return new JobId(uuid);
  }

  /** A sub-job's id is one too much here: only batch jobs take directives. */
  static JobId directable(String text) {
    UUID uuid = uuid(text, ProblemCode.UNKNOWN_BATCH_JOB, "batch job");
    if (JobId.indexOf(uuid) >= 0) {
      throw notDirectable(uuid);
    }
    return new JobId(uuid);
  }

  static Refusal notDirectable(UUID subJob) {
    return new Refusal(
        ProblemCode.SUB_JOB_NOT_DIRECTABLE,
        subJob + " is a sub-job: direct its batch job " + parent(subJob));
  }

  /** The index of the sub-job within the batch job; -1 where it is another's. */
  static int index(JobId job, String subJob) {
    UUID uuid = subJob(subJob);
    return parent(uuid).equals(job) ? JobId.indexOf(uuid) : -1;
  }

  static UUID subJob(String text) {
    return uuid(text, ProblemCode.UNKNOWN_SUB_JOB, "sub-job");
  }

  /** Null where the client has none. */
  static String idempotency(String key) {
    if (key != null && !KEY.matcher(key).matches()) {
      throw Refusal.invalid("Idempotency-Key", key, "must be 1 to 200 visible ASCII characters");
    }
    return key;
  }

  private static JobId parent(UUID subJob) {
    return JobId.ofSubJob(subJob);
  }

  private static UUID uuid(String text, ProblemCode code, String what) {
    try {
      UUID uuid = JobId.parseUuid(text);
      if (uuid.version() == 8 && uuid.variant() == 2) {
        return uuid;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw new Refusal(code, "there is no " + what + " " + text);
  }
}
