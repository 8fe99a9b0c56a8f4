package dev.windlass.worker.handler;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * Does nothing for a while, and fails now and then: for trials and benchmarks. The same seed does
 * the same at the same sub-job, iteration and case.
 */
@Singleton
public class SimulateHandler implements OperationHandler {
  @Override
  public String name() {
    return "simulate";
  }

  @Override
  public Outcome run(Operation operation) throws InterruptedException {
    Parameters parameters = operation.parameters();
    double failureRate = parameters.fraction("failureRate", 0);
    SplittableRandom random = random(operation);
    sleep(parameters.duration("duration", Duration.ZERO), jitter(parameters, random));
    return random.nextDouble() < failureRate
        ? Outcome.failure("simulated failure at a rate of " + failureRate)
        : Outcome.success(parameters.text("output").orElse(null));
  }

  private static double jitter(Parameters parameters, SplittableRandom random) {
    return 1 + parameters.fraction("jitter", 0) * (2 * random.nextDouble() - 1);
  }

  private static void sleep(Duration duration, double factor) throws InterruptedException {
    if (!duration.isZero()) {
      Thread.sleep(Duration.ofNanos((long) (duration.toNanos() * factor)));
    }
  }

  private static SplittableRandom random(Operation operation) {
    long seed = operation.parameters().number("seed", operation.job().hashCode());
    seed = seed * 31 + operation.index();
    seed = seed * 1_000_003 + operation.iteration();
    return new SplittableRandom(seed * 31 + operation.caseIndex()).split();
  }
}
