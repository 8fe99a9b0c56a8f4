package dev.windlass.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.dispatch.TaskDealer.Turn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaskDealerTest {
  private final TaskDealer<String, String> dealer = new TaskDealer<>();

  @Test
  void aJobAloneTakesAllTheRoom() {
    dealer.stands("a", "default", 0, true);
    assertThat(dealer.next(lane -> 8)).contains(new Turn<>("a", 8));
  }

  @Test
  void nobodyHasATurnWhereTheLaneIsFull() {
    dealer.stands("a", "default", 8, true);
    assertThat(dealer.next(lane -> 8)).isEmpty();
    dealer.stands("a", "default", 7, true);
    assertThat(dealer.next(lane -> 8)).contains(new Turn<>("a", 1));
  }

  @Test
  void aHugeJobDoesNotDelayASmallOne() {
    dealer.stands("huge", "default", 3, true);
    dealer.stands("small", "default", 0, true);
    assertThat(turns(4, 1)).containsExactly("huge");
    dealer.stands("huge", "default", 3, true);
    assertThat(turns(4, 1)).containsExactly("small");
  }

  @Test
  void turnsGoRoundRobinUntilTheLaneIsFull() {
    List.of("a", "b", "c").forEach(job -> dealer.stands(job, "default", 0, true));
    Map<String, Integer> sent = new HashMap<>();
    Optional<Turn<String>> turn;
    while ((turn = dealer.next(lane -> 12)).isPresent()) {
      String job = turn.get().job();
      sent.merge(job, turn.get().most(), Integer::sum);
      dealer.stands(job, "default", sent.get(job), true);
    }
    assertThat(sent).isEqualTo(Map.of("a", 4, "b", 4, "c", 4));
  }

  @Test
  void aQueueThatNobodyReadsKeepsNothingBackInAnother() {
    dealer.stands("stuck", "reports", 4, true);
    dealer.stands("a", "default", 0, true);
    assertThat(dealer.next(lane -> 4)).contains(new Turn<>("a", 4));
  }

  @Test
  void aJobThatChangesItsLaneTakesItsTasksAlong() {
    dealer.stands("a", "low", 3, true);
    dealer.stands("a", "high", 2, false);
    assertThat(dealer.unclaimed("low")).isZero();
    assertThat(dealer.unclaimed("high")).isEqualTo(2);
    dealer.leaves("a");
    assertThat(dealer.unclaimed("high")).isZero();
    assertThat(dealer.next(lane -> 4)).isEmpty();
  }

  @Test
  void aHundredThousandWaitingJobsCostNothingWhereThereIsNoRoom() {
    for (int i = 0; i < 100_000; i++) {
      dealer.stands("job " + i, "default", i == 0 ? 4 : 0, true);
    }
    long begun = System.nanoTime();
    for (int i = 0; i < 100_000; i++) {
      assertThat(dealer.next(lane -> 4).isEmpty()).isTrue();
    }
    assertThat(System.nanoTime() - begun).isLessThan(2_000_000_000L);
  }

  private List<String> turns(int limit, int most) {
    List<String> jobs = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      dealer.next(lane -> limit).map(Turn::job).ifPresent(jobs::add);
    }
    return jobs;
  }
}
