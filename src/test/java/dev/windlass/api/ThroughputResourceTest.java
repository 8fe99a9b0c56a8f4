package dev.windlass.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.api.ThroughputResource.ItemJson;
import dev.windlass.view.ThroughputRow;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThroughputResourceTest {
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:17.345Z");

  @Test
  void anHourIsToldInTensOfSecondsTheLastOfWhichIsNotOver() {
    List<ItemJson> items = ThroughputResource.items(List.of(), NOW);
    assertThat(items).hasSize(360);
    assertThat(items.getFirst().time()).isEqualTo("2026-11-28T11:00:20.000Z");
    assertThat(items.getLast()).isEqualTo(new ItemJson("2026-11-28T12:00:10.000Z", 0, 0, 0, 0));
  }

  @Test
  void whatEndedStandsWhereItEndedAndTheRestIsZero() {
    Instant then = Instant.parse("2026-11-28T11:59:50Z");
    List<ItemJson> items =
        ThroughputResource.items(List.of(new ThroughputRow(then, 1, 200, 250, 4)), NOW);
    assertThat(items.get(357)).isEqualTo(new ItemJson("2026-11-28T11:59:50.000Z", 1, 200, 250, 4));
    assertThat(items.stream().mapToLong(ItemJson::subJobs).sum()).isEqualTo(200);
  }
}
