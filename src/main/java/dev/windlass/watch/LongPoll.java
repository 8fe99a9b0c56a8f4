package dev.windlass.watch;

import dev.windlass.job.JobEvent;
import dev.windlass.wire.EventRecord;
import dev.windlass.wire.Token;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One client that waits for the next change of a batch job. An end is told at once; any other
 * change when the first period is over, so that a client that asks again and again does not see
 * each of a thousand small steps.
 */
final class LongPoll implements Ear {
  private static final Set<String> ENDS =
      types(
          JobEvent.JobStopped.class,
          JobEvent.JobCompleted.class,
          JobEvent.JobFailed.class,
          JobEvent.JobInvalid.class,
          JobEvent.JobDeleted.class,
          JobEvent.JobPurged.class);

  private static final Set<String> NO_CHANGES =
      types(
          JobEvent.DirectiveRefused.class,
          JobEvent.DirectiveRepeated.class,
          JobEvent.JobSnapshot.class);

  /** The newest change that the answer has to show; empty where there was none that it must. */
  private final CompletableFuture<Optional<Token>> answer = new CompletableFuture<>();

  private Token newest;
  private boolean changed;
  private boolean periodOver;

  CompletableFuture<Optional<Token>> answer() {
    return answer;
  }

  @Override
  public synchronized void hear(Arrival arrival) {
    String type = arrival.type();
    if (NO_CHANGES.contains(type)) {
      return;
    }
    newest = Token.event(arrival.partition(), arrival.offset());
    changed = true;
    if (periodOver || ENDS.contains(type)) {
      end();
    }
  }

  /** Something may have changed that this will not hear of. */
  synchronized void changedBefore() {
    changed = true;
  }

  synchronized void periodOver() {
    periodOver = true;
    if (changed) {
      end();
    }
  }

  synchronized void end() {
    answer.complete(Optional.ofNullable(newest));
  }

  @Override
  public void lost(String reason) {
    end();
  }

  @SafeVarargs
  private static Set<String> types(Class<? extends JobEvent>... events) {
    return Stream.of(events).map(EventRecord::typeOf).collect(Collectors.toUnmodifiableSet());
  }
}
