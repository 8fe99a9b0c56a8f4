package dev.windlass.view;

import dev.windlass.wire.Token;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;

/**
 * How far the view has come in one partition.
 *
 * @param nextOffset the first record that it has not seen
 * @param directivesOffset the highest directive that it knows the outcome of; -1 is none
 * @param eventTime the time of the newest event; null before the first
 * @param currentAt the view holds all that was in the log at this instant; null where that is not
 *     known
 */
@RegisterForReflection
public record ViewPosition(
    String topic,
    int partition,
    long nextOffset,
    long directivesOffset,
    Instant eventTime,
    Instant currentAt) {
  public boolean reached(Token token) {
    return switch (token.kind()) {
      case E -> nextOffset > token.offset();
      case D -> directivesOffset >= token.offset();
    };
  }

  /** How old the view is. An idle view that stands at the log's end is fresh. */
  public Duration age(Instant now) {
    Instant since = currentAt == null ? eventTime : currentAt;
    if (since == null) {
      return Duration.ZERO;
    }
    Duration age = Duration.between(since, now);
    return age.isNegative() ? Duration.ZERO : age;
  }

  /** The newest event that it holds; null before the first. */
  public Token token() {
    return nextOffset == 0 ? null : Token.event(partition, nextOffset - 1);
  }
}
