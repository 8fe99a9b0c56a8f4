package dev.windlass.compat.voiceagent;

import dev.windlass.job.JobId;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids as the product writes them: 32 hexadecimal digits. With dashes they are read too. */
final class Ids {
  private static final Pattern BARE =
      Pattern.compile(
          "(\\p{XDigit}{8})(\\p{XDigit}{4})(\\p{XDigit}{4})(\\p{XDigit}{4})(\\p{XDigit}{12})");
  private static final int VERSION = 8;
  private static final int VARIANT = 2;

  private Ids() {}

  static String fresh() {
    return text(UUID.randomUUID());
  }

  static String text(JobId id) {
    return text(id.value());
  }

  static String text(UUID uuid) {
    return uuid.toString().replace("-", "");
  }

  /** What can't be the id of a batch job or job names none. */
  static JobId batchJob(String text) {
    return parse(text)
        .filter(uuid -> JobId.indexOf(uuid) < 0)
        .map(JobId::new)
        .orElseThrow(Answer::notFound);
  }

  /** Of a batch job, a job or a sub-job; empty where it can be none. */
  static Optional<UUID> parse(String text) {
    try {
      UUID uuid = JobId.parseUuid(BARE.matcher(text).replaceFirst("$1-$2-$3-$4-$5"));
      return uuid.version() == VERSION && uuid.variant() == VARIANT
          ? Optional.of(uuid)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
