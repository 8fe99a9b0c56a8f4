package dev.windlass.job;

import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The decisions of a batch job of a million short sub-jobs under way. Deciding changes nothing that
 * it is given: the same input can be decided again and again.
 */
@State(Scope.Thread)
public class DecideBenchmark {
  private static final int GRANT = GrantDecider.MOST_PAGES * Page.SIZE;

  private final JobDecider decider = new JobDecider(JobBench.SETTINGS);
  private JobScene beforeClaim;
  private JobScene beforeProgress;
  private Claim claim;
  private Progress half;
  private Progress end;

  @Setup
  public void setUp() {
    beforeClaim = scene();
    long task = beforeClaim.task();
    claim = new Claim(beforeClaim.job, task, beforeClaim.header().epoch(), "w", 0, false, "nonce");
    beforeProgress = scene();
    Hand hand = beforeProgress.claim();
    half = hand.ended("c" + GRANT / 2).done(GRANT / 2, 0).says(false);
    end = hand.ended("c" + GRANT).done(GRANT, 0).says(true);
    require(hand.size() == GRANT, "the grant is of " + hand.size());
    require(granted(claim()) == GRANT, "the claim is answered with " + granted(claim()));
    require(completed(progressHalf()) == GRANT / 2, "half of the grant is not counted");
    require(completed(progressEnd()) == GRANT, "the whole grant is not counted");
  }

  /** Answered with 16,384 sub-jobs. */
  @Benchmark
  public Decision claim() {
    return decide(beforeClaim, claim);
  }

  /** Half of a grant of 16,384 has ended. */
  @Benchmark
  public Decision progressHalf() {
    return decide(beforeProgress, half);
  }

  /** All of it has, and the worker lets it go. */
  @Benchmark
  public Decision progressEnd() {
    return decide(beforeProgress, end);
  }

  private Decision decide(JobScene scene, JobInput input) {
    return decider.decide(scene.header(), scene.store(), input, scene.bench.now());
  }

  /** As soon as it is known how short they are, a grant is as large as it may be. */
  private static JobScene scene() {
    JobScene scene = JobScene.started(JobSpec.of(1_000_000).cases(1).iterations(1));
    for (int i = 0; i < 10; i++) {
      Hand hand = scene.claim();
      int all = hand.size();
      hand.ended("c" + all).done(all, 0).reportBusy(all);
      hand.letGo();
    }
    return scene;
  }

  private int completed(Decision decision) {
    return decision.header().counts().completed() - beforeProgress.header().counts().completed();
  }

  private static int granted(Decision decision) {
    return decision.effects().stream()
        .filter(Effect.SendReply.class::isInstance)
        .map(effect -> ((Effect.SendReply) effect).reply())
        .map(reply -> ((Reply.Granted) reply).ranges())
        .flatMap(List::stream)
        .mapToInt(Range::count)
        .sum();
  }

  private static void require(boolean so, String otherwise) {
    if (!so) {
      throw new IllegalStateException(otherwise);
    }
  }
}
