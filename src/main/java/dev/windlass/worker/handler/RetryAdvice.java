package dev.windlass.worker.handler;

import dev.windlass.worker.handler.PinnedClient.Answer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;

/**
 * What an HTTP answer says of another try: after the time in its Retry-After, or that the request
 * itself is wrong, which no other try mends.
 */
final class RetryAdvice {
  /**
   * Of the 4xx those that another try may mend: a time-out, a conflict, a lock, too early, a lot.
   */
  private static final Set<Integer> PASSING = Set.of(408, 409, 423, 425, 429);

  private RetryAdvice() {}

  static Outcome of(Outcome failure, Answer answer) {
    int status = answer.status();
    if (status >= 400 && status < 500 && !PASSING.contains(status)) {
      return failure.notToBeRetried();
    }
    return answer
        .header("retry-after")
        .flatMap(asked -> wait(asked.strip(), Instant.now()))
        .map(failure::retriedAfter)
        .orElse(failure);
  }

  /** Seconds, or a date of HTTP; what is neither says nothing. */
  static Optional<Duration> wait(String asked, Instant now) {
    try {
      Duration wait =
          asked.matches("\\d{1,9}")
              ? Duration.ofSeconds(Long.parseLong(asked))
              : Duration.between(
                  now,
                  ZonedDateTime.parse(asked, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
      return wait.isNegative() ? Optional.empty() : Optional.of(wait);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
