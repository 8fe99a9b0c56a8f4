package dev.windlass.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ComputeTurnsTest {
  private static final int PROCESSORS = 2;
  private static final Duration LOOK = Duration.ofNanos(20_000);
  private static final ThreadLocal<Long> NOW = ThreadLocal.withInitial(() -> 0L);

  /** By then it is seen that a grant computes. */
  private static final int SOME = 500;

  private final ComputeTurns turns = new ComputeTurns(ComputeTurnsTest::nanos, PROCESSORS);

  @Test
  void noMoreComputeAtATimeThanThereAreProcessors() throws Exception {
    AtomicInteger computing = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    runAtOnce(
        8,
        turn -> {
          compute(turn, SOME);
          for (int i = 0; i < SOME; i++) {
            most.accumulateAndGet(computing.incrementAndGet(), Math::max);
            Thread.yield();
            computing.decrementAndGet();
            turn.next(nanos());
          }
        });
    assertThat(most.get()).isBetween(1, PROCESSORS);
  }

  @Test
  void whoWaitsForSomethingWithinItsTurnKeepsNobodyFromComputing() throws Exception {
    CountDownLatch waiting = new CountDownLatch(PROCESSORS);
    CountDownLatch end = new CountDownLatch(1);
    try (ExecutorService others = Executors.newCachedThreadPool()) {
      Future<?> those =
          others.submit(
              () -> {
                runAtOnce(
                    PROCESSORS,
                    turn -> {
                      compute(turn, SOME);
                      waiting.countDown();
                      end.await();
                    });
                return null;
              });
      waiting.await();
      turns.takeBackOverdue(Long.MAX_VALUE);
      runAtOnce(1, turn -> compute(turn, SOME));
      end.countDown();
      those.get();
    }
  }

  @Test
  void whoComputesIsCountedUntilItEndsOrWaits() {
    try (ComputeTurns.Turn turn = turns.turn()) {
      assertThat(turns.computing()).isZero();
      compute(turn, SOME);
      assertThat(turns.computing()).isEqualTo(1);
      turns.takeBackOverdue(Long.MAX_VALUE);
      assertThat(turns.computing()).isZero();
      compute(turn, SOME);
      assertThat(turns.computing()).isEqualTo(1);
    }
    assertThat(turns.computing()).isZero();
  }

  @Test
  void whoEndsFewOperationsInATurnTakesNone() throws Exception {
    CountDownLatch waiting = new CountDownLatch(4 * PROCESSORS);
    runAtOnce(
        4 * PROCESSORS,
        turn -> {
          for (int i = 0; i < SOME; i++) {
            pass(Duration.ofMillis(1));
            turn.next(nanos());
          }
          waiting.countDown();
          waiting.await();
        });
  }

  private interface Grant {
    void run(ComputeTurns.Turn turn) throws Exception;
  }

  private void runAtOnce(int grants, Grant grant) throws Exception {
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < grants; i++) {
        all.add(
            threads.submit(
                () -> {
                  try (ComputeTurns.Turn turn = turns.turn()) {
                    grant.run(turn);
                  }
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
  }

  private static void compute(ComputeTurns.Turn turn, int operations) {
    for (int i = 0; i < operations; i++) {
      turn.next(nanos());
    }
  }

  /** Time passes for a thread as it looks at the clock. */
  private static long nanos() {
    pass(LOOK);
    return NOW.get();
  }

  private static void pass(Duration time) {
    NOW.set(NOW.get() + time.toNanos());
  }
}
