package dev.windlass.control;

import dev.windlass.job.JobId;
import dev.windlass.view.Freshness;
import dev.windlass.view.ViewPosition;
import dev.windlass.wire.Token;
import dev.windlass.wire.WireConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Reading one's own writes. */
@ApplicationScoped
public class Views {
  private final Freshness freshness;
  private final int partitions;

  Views(Freshness freshness, WireConfig wire) {
    this.freshness = freshness;
    this.partitions = wire.partitions();
  }

  /** Returns when the view has all that the tokens stand for; refuses after {@code wait}. */
  public void require(List<Token> tokens, Duration wait) {
    for (Token token : tokens) {
      if (token.partition() >= partitions) {
        throw Refusal.invalid(
            "after", token.toString(), "must name a partition below " + partitions);
      }
    }
    if (!tokens.isEmpty() && !reached(tokens, wait)) {
      throw behind(tokens, wait);
    }
  }

  /** The partition that the batch job's events are in. */
  public int partition(JobId job) {
    return job.partition(partitions);
  }

  /** How old the view of a batch job is. */
  public Map<Integer, ViewPosition> positions() {
    return freshness.events();
  }

  private boolean reached(List<Token> tokens, Duration wait) {
    try {
      return freshness.await(tokens, wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Refusal behind(List<Token> tokens, Duration wait) {
    Map<Integer, ViewPosition> positions = freshness.events();
    Instant now = Instant.now();
    long lag =
        tokens.stream()
            .map(token -> positions.get(token.partition()))
            .mapToLong(position -> position == null ? 0 : position.age(now).toMillis())
            .max()
            .orElse(0);
    return new Refusal(
            ProblemCode.VIEW_BEHIND,
            "the view did not reach "
                + String.join(",", tokens.stream().map(Token::toString).toList())
                + " within "
                + wait
                + "; it is "
                + lag
                + " ms old")
        .with("lagMs", lag);
  }
}
