package dev.windlass.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.job.JobId;
import dev.windlass.wire.EventRecord;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class AudienceTest {
  private static final JobId JOB = SampleRecords.job(1);
  private static final JobId OTHER = SampleRecords.job(2);
  private static final EventRecord EVENT = SampleRecords.refusal(JOB, "pause-1");

  private final Audience audience = new Audience(Runnable::run);
  private final AtomicInteger unreadable = new AtomicInteger();

  @Test
  void aDirectiveIsAnsweredByTheEventThatNamesItAndByNoOther() throws Exception {
    CompletableFuture<Live> mine = awaited("pause-1");
    CompletableFuture<Live> another = awaited("pause-2");
    tell(SampleRecords.record(3, 44, EVENT));
    assertThat(mine.get()).isEqualTo(new Live(EVENT, 3, 44));
    assertThat(mine.get().token()).hasToString("e.3.44");
    assertThat(another).isNotDone();
  }

  @Test
  void aRepeatedRequestIsAnsweredLikeTheFirst() {
    CompletableFuture<Live> first = awaited("pause-1");
    CompletableFuture<Live> second = awaited("pause-1");
    tell(SampleRecords.record(3, 44, EVENT));
    assertThat(first).isCompleted();
    assertThat(second).isCompleted();
  }

  @Test
  void whoIsAnsweredOrGivesUpIsForgotten() {
    awaited("pause-1");
    awaited("pause-2").cancel(true);
    tell(SampleRecords.record(3, 44, EVENT));
    assertThat(audience.waiting()).isZero();
  }

  @Test
  void aSubscriberHearsItsBatchJobOnly() throws Exception {
    try (Subscription of = subscribe(JOB, 8)) {
      tell(SampleRecords.record(0, 1, SampleRecords.refusal(OTHER, "x")));
      tell(SampleRecords.record(0, 2, EVENT));
      assertThat(of.next(Duration.ZERO)).map(Live::offset).contains(2L);
      assertThat(of.next(Duration.ZERO)).isEmpty();
    }
    assertThat(audience.listening()).isZero();
  }

  @Test
  void aSubscriberOfAllHearsAll() throws Exception {
    try (Subscription all = subscribe(null, 8)) {
      tell(SampleRecords.record(0, 1, SampleRecords.refusal(OTHER, "x")));
      tell(SampleRecords.record(0, 2, EVENT));
      assertThat(all.next(Duration.ZERO)).map(Live::offset).contains(1L);
      assertThat(all.next(Duration.ZERO)).map(Live::offset).contains(2L);
    }
  }

  @Test
  void aSlowSubscriberIsDroppedAfterWhatItsQueueHeld() throws Exception {
    try (Subscription slow = subscribe(JOB, 2);
        Subscription quick = subscribe(JOB, 8)) {
      for (int offset = 0; offset < 4; offset++) {
        tell(SampleRecords.record(0, offset, EVENT));
      }
      assertThat(slow.next(Duration.ZERO)).map(Live::offset).contains(0L);
      assertThat(slow.next(Duration.ZERO)).map(Live::offset).contains(1L);
      assertThatThrownBy(() -> slow.next(Duration.ZERO))
          .isInstanceOf(Subscription.DroppedException.class)
          .hasMessage("the reader was too slow: its queue of 2 events ran full");
      assertThat(quick.next(Duration.ZERO)).map(Live::offset).contains(0L);
    }
  }

  @Test
  void aGapInTheLogEndsWhatWasPromisedToBeGapless() {
    try (Subscription subscription = subscribe(null, 8)) {
      audience.lost("the log no longer holds the events that come next");
      assertThatThrownBy(() -> subscription.next(Duration.ofMinutes(1)))
          .hasMessageContaining("no longer holds");
    }
  }

  @Test
  void whatLiesBeforeTheSubscriptionsStartIsLeftOut() throws Exception {
    try (Subscription late = new Subscription(8, registration(JOB, 10))) {
      tell(SampleRecords.record(0, 9, EVENT));
      tell(SampleRecords.record(0, 10, EVENT));
      assertThat(late.next(Duration.ZERO)).map(Live::offset).contains(10L);
    }
  }

  @Test
  void anUnreadableEventIsCountedOnceAndSkipped() throws Exception {
    CompletableFuture<Live> waiting = awaited("d");
    try (Subscription subscription = subscribe(JOB, 8)) {
      tell(SampleRecords.broken(0, 1, JOB));
      tell(SampleRecords.record(0, 2, EVENT));
      assertThat(subscription.next(Duration.ZERO)).map(Live::offset).contains(2L);
    }
    assertThat(waiting).isNotDone();
    assertThat(unreadable).hasValue(1);
  }

  private CompletableFuture<Live> awaited(String directive) {
    CompletableFuture<Live> outcome = new CompletableFuture<>();
    audience.await(Audience.key(JOB.toString(), directive), outcome);
    return outcome;
  }

  private void tell(ConsumerRecord<byte[], byte[]> event) {
    audience.tell(new Arrival(event, unreadable::incrementAndGet));
  }

  private Subscription subscribe(JobId job, int queue) {
    return new Subscription(queue, registration(job, 0));
  }

  private Subscription.Registration registration(JobId job, long from) {
    String subject = Optional.ofNullable(job).map(JobId::toString).orElse(null);
    return new Subscription.Registration() {
      @Override
      public long[] register(Ear ear) {
        audience.add(subject, ear);
        return new long[] {from};
      }

      @Override
      public void unregister(Ear ear) {
        audience.remove(subject, ear);
      }
    };
  }
}
