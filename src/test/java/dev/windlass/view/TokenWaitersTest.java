package dev.windlass.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.wire.Token;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TokenWaitersTest {
  private static final Duration LONG = Duration.ofSeconds(10);

  private final Map<Integer, ViewPosition> positions = new ConcurrentHashMap<>();
  private final AtomicInteger failures = new AtomicInteger();
  private final TokenWaiters waiters = new TokenWaiters(this::read, Duration.ofMillis(5));

  @AfterEach
  void close() {
    waiters.close();
  }

  @Test
  void anEventIsReachedWhenTheNextOffsetLiesBeyondIt() throws Exception {
    stand(0, 42, -1);
    assertThat(waiters.await(List.of(Token.event(0, 41)), Duration.ZERO)).isTrue();
    assertThat(waiters.await(List.of(Token.event(0, 42)), Duration.ZERO)).isFalse();
  }

  @Test
  void aDirectiveIsReachedWhenItsOutcomeIsThere() throws Exception {
    stand(0, 42, 7);
    assertThat(waiters.await(List.of(Token.directive(0, 7)), Duration.ZERO)).isTrue();
    assertThat(waiters.await(List.of(Token.directive(0, 8)), Duration.ZERO)).isFalse();
  }

  @Test
  void everybodyIsWokenWhoHasAllTokens() throws Exception {
    stand(0, 1, -1);
    try (var threads = Executors.newCachedThreadPool()) {
      Future<Boolean> one =
          threads.submit(() -> waiters.await(List.of(Token.event(0, 1), Token.event(1, 0)), LONG));
      Future<Boolean> other = threads.submit(() -> waiters.await(List.of(Token.event(1, 0)), LONG));
      stand(1, 1, -1);
      assertThat(other.get()).isTrue();
      assertThat(one.isDone()).isFalse();
      stand(0, 2, -1);
      assertThat(one.get()).isTrue();
    }
  }

  @Test
  void troubleInReadingEndsNobodysWaiting() throws Exception {
    try (var threads = Executors.newCachedThreadPool()) {
      stand(0, 0, -1);
      Future<Boolean> waiting =
          threads.submit(() -> waiters.await(List.of(Token.event(0, 0)), LONG));
      failures.set(3);
      stand(0, 1, -1);
      assertThat(waiting.get()).isTrue();
    }
  }

  private Map<Integer, ViewPosition> read() {
    if (failures.getAndUpdate(n -> Math.max(0, n - 1)) > 0 && Thread.currentThread().isDaemon()) {
      throw new IllegalStateException("no database");
    }
    return Map.copyOf(positions);
  }

  private void stand(int partition, long next, long directives) {
    positions.put(
        partition, new ViewPosition("windlass.events", partition, next, directives, null, null));
  }
}
