package dev.windlass.cli.follow;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Where a batch job stands, as the API tells it.
 *
 * @param expected operations in all; -1 where they are not counted because they never end
 */
public record Standing(
    String status, long done, long expected, long successful, long failed, Pace pace) {
  private static final Set<String> ENDED =
      Set.of("completed", "failed", "invalid", "stopped", "deleted");

  /**
   * How fast it goes.
   *
   * @param left until all is done, if it goes on like this; empty while nothing moves
   */
  public record Pace(double perSecond, Optional<Duration> left) {
    public static final Pace NONE = new Pace(0, Optional.empty());

    static Pace of(JsonNode rate) {
      JsonNode eta = rate.path("etaSeconds");
      return new Pace(
          rate.path("perSecond").asDouble(),
          eta.isNumber() ? Optional.of(Duration.ofSeconds(eta.asLong())) : Optional.empty());
    }
  }

  public static Standing of(JsonNode job) {
    JsonNode progress = job.path("progress");
    return new Standing(
        job.path("status").asText(),
        progress.path("done").asLong(),
        progress.path("expected").asLong(-1),
        progress.path("successful").asLong(),
        progress.path("failed").asLong(),
        Pace.of(job.path("rate")));
  }

  public Standing at(Pace other) {
    return new Standing(status, done, expected, successful, failed, other);
  }

  public boolean is(String wanted) {
    return status.equals(wanted);
  }

  public boolean ended() {
    return ENDED.contains(status);
  }

  /** It ended as everybody hopes. */
  public boolean well() {
    return is("completed") && failed == 0;
  }
}
