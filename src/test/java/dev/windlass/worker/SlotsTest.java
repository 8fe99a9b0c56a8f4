package dev.windlass.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlotsTest {
  private final Slots slots = new Slots(2);

  @Test
  void aClaimTakesASlotUntilItIsAnswered() {
    slots.claimed();
    slots.claimed();
    assertThat(claimable()).isZero();
    assertThat(slots.free()).isEqualTo(2);
    slots.answered();
    slots.begins();
    assertThat(claimable()).isZero();
    slots.answered();
    assertThat(claimable()).isEqualTo(1);
  }

  @Test
  void whatIsAboutToEndCanBeClaimedForOnce() {
    slots.begins();
    slots.begins();
    slots.endsSoon();
    assertThat(claimable()).isEqualTo(1);
    slots.claimed();
    assertThat(claimable()).isZero();
    slots.answered();
    slots.ready();
    assertThat(claimable()).isZero();
    slots.ends(true);
    slots.notReady();
    slots.begins();
    assertThat(claimable()).isZero();
    assertThat(slots.busy()).isEqualTo(2);
  }

  @Test
  void aStuckSlotIsLostUntilItsHandlerComesBack() {
    slots.begins();
    slots.sticks(false);
    assertThat(claimable()).isEqualTo(1);
    assertThat(slots.stuck()).isEqualTo(1);
    slots.recovers();
    assertThat(claimable()).isEqualTo(2);
  }

  @Test
  void ofGrantsThatComputeOnlyAsManyAreClaimedAsKeepTheProcessorsBusy() {
    Slots many = new Slots(32);
    for (int i = 0; i < 6; i++) {
      many.begins();
    }
    assertThat(many.claimable(1, 2)).isEqualTo(26);
    assertThat(many.claimable(6, 2)).isEqualTo(2);
    many.claimed();
    assertThat(many.claimable(6, 2)).isEqualTo(1);
    many.ready();
    assertThat(many.claimable(6, 2)).isZero();
    assertThat(many.claimable(5, 2)).isEqualTo(1);
  }

  private int claimable() {
    return slots.claimable(0, 1);
  }
}
