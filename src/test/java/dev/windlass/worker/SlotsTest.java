package dev.windlass.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlotsTest {
  private final Slots slots = new Slots(2);

  @Test
  void aClaimTakesASlotUntilItIsAnswered() {
    slots.claimed();
    slots.claimed();
    assertThat(slots.claimable()).isZero();
    assertThat(slots.free()).isEqualTo(2);
    slots.answered();
    slots.begins();
    assertThat(slots.claimable()).isZero();
    slots.answered();
    assertThat(slots.claimable()).isEqualTo(1);
  }

  @Test
  void whatIsAboutToEndCanBeClaimedForOnce() {
    slots.begins();
    slots.begins();
    slots.endsSoon();
    assertThat(slots.claimable()).isEqualTo(1);
    slots.claimed();
    assertThat(slots.claimable()).isZero();
    slots.answered();
    slots.ready();
    assertThat(slots.claimable()).isZero();
    slots.ends(true);
    slots.notReady();
    slots.begins();
    assertThat(slots.claimable()).isZero();
    assertThat(slots.busy()).isEqualTo(2);
  }

  @Test
  void aStuckSlotIsLostUntilItsHandlerComesBack() {
    slots.begins();
    slots.sticks(false);
    assertThat(slots.claimable()).isEqualTo(1);
    assertThat(slots.stuck()).isEqualTo(1);
    slots.recovers();
    assertThat(slots.claimable()).isEqualTo(2);
  }
}
