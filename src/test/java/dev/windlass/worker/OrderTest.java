package dev.windlass.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.job.Wish;
import dev.windlass.wire.ControlRecord;
import org.junit.jupiter.api.Test;

class OrderTest {
  @Test
  void theNewestWishCountsInTheGrantsEpoch() {
    assertThat(order(2, Wish.RUN, 7)).isEqualTo(Order.RUN);
    assertThat(order(2, Wish.PAUSE, 7)).isEqualTo(Order.PAUSE);
    assertThat(order(2, Wish.STOP, 7)).isEqualTo(Order.STOP);
  }

  @Test
  void aNewerEpochStopsWhateverItWishes() {
    assertThat(order(3, Wish.RUN, 8)).isEqualTo(Order.STOP);
  }

  @Test
  void whatIsOlderThanTheGrantRestsOnSaysNothing() {
    assertThat(order(2, Wish.PAUSE, 6)).isEqualTo(Order.RUN);
    assertThat(order(1, Wish.STOP, 9)).isEqualTo(Order.RUN);
    assertThat(Order.of(null, 2, 7)).isEqualTo(Order.RUN);
  }

  @Test
  void aPauseCanBeTakenBackAndTheEndCannot() {
    assertThat(Order.PAUSE.then(Order.RUN)).isEqualTo(Order.RUN);
    assertThat(Order.LEAVE.then(Order.RUN)).isEqualTo(Order.LEAVE);
    assertThat(Order.LEAVE.then(Order.STOP)).isEqualTo(Order.STOP);
    assertThat(Order.STOP.then(Order.PAUSE)).isEqualTo(Order.STOP);
  }

  private static Order order(int epoch, Wish wish, long version) {
    return Order.of(new ControlRecord(epoch, wish, version), 2, 7);
  }
}
