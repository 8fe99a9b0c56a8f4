package dev.windlass.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FleetViewTest {
  private long now;
  private final FleetView fleet = new FleetView(() -> now);

  @Test
  void slotsAreThoseThatTakeTasksOfTheQueue() {
    fleet.heard(worker("a", 32, 2, false, "default", "reports"));
    fleet.heard(worker("b", 8, 0, false, "default"));
    fleet.heard(worker("c", 100, 0, true, "default"));
    assertThat(fleet.slots("default")).isEqualTo(38);
    assertThat(fleet.slots("reports")).isEqualTo(30);
    assertThat(fleet.slots("other")).isZero();
  }

  @Test
  void aWorkerThatIsSilentOrLeavesIsGone() {
    fleet.heard(worker("a", 1, 0, false, "default"));
    now += Duration.ofSeconds(8).toNanos();
    fleet.heard(worker("b", 1, 0, false, "default"));
    fleet.heard(worker("c", 1, 0, false, "default"));
    fleet.left("c");
    now += Duration.ofSeconds(2).toNanos();
    assertThat(fleet.workers()).extracting(WorkerRecord::incarnation).containsExactly("b");
  }

  private static WorkerRecord worker(
      String incarnation, int slots, int stuck, boolean draining, String... queues) {
    return new WorkerRecord(
        incarnation,
        "worker",
        List.of(queues),
        slots,
        0,
        stuck,
        draining,
        0,
        "1",
        Instant.EPOCH,
        Instant.EPOCH);
  }
}
