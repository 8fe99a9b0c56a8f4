package dev.windlass.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.api.ThroughputResource.ItemJson;
import dev.windlass.job.SubJobStatus;
import dev.windlass.view.StatisticsRow;
import dev.windlass.view.ThroughputRow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThroughputResourceTest {
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:17.345Z");

  @Test
  void anHourIsToldInTensOfSecondsTheLastOfWhichIsNotOver() {
    List<ItemJson> items = items(List.of());
    assertThat(items).hasSize(360);
    assertThat(items.getFirst().time()).isEqualTo("2026-11-28T11:00:20.000Z");
    assertThat(items.getLast())
        .isEqualTo(new ItemJson("2026-11-28T12:00:10.000Z", 0, 0, 0, 0, 32, 1000));
  }

  @Test
  void whatEndedStandsWhereItEndedAndTheRestIsZero() {
    List<ItemJson> items = items(List.of(new ThroughputRow(at("11:59:50"), 1, 200, 250, 4, 0, 0)));
    assertThat(items.get(357))
        .isEqualTo(new ItemJson("2026-11-28T11:59:50.000Z", 1, 200, 250, 4, 32, 1000));
    assertThat(items.stream().mapToLong(ItemJson::subJobs).sum()).isEqualTo(200);
  }

  @Test
  void whatRanAndWaitedFollowsFromNowAndTheChanges() {
    List<ItemJson> items =
        items(
            List.of(
                new ThroughputRow(at("12:00:10"), 0, 0, 0, 0, 2, -500),
                new ThroughputRow(at("11:59:40"), 0, 0, 0, 0, 30, 1500)));
    assertThat(items.subList(355, 360))
        .extracting(ItemJson::running)
        .containsExactly(0L, 30L, 30L, 30L, 32L);
    assertThat(items.subList(355, 360))
        .extracting(ItemJson::backlog)
        .containsExactly(0L, 1500L, 1500L, 1500L, 1000L);
  }

  private static List<ItemJson> items(List<ThroughputRow> rows) {
    StatisticsRow now =
        new StatisticsRow(
            Map.of(), Map.of(SubJobStatus.RUNNING, 32L), 0, 0, Map.of("a", 400L, "b", 600L), rows);
    return ThroughputResource.items(now, NOW);
  }

  private static Instant at(String time) {
    return Instant.parse("2026-11-28T" + time + "Z");
  }
}
