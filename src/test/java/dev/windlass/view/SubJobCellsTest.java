package dev.windlass.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.job.Page;
import dev.windlass.job.SubJobStatus;
import dev.windlass.view.SubJobCells.Cell;
import dev.windlass.view.SubJobCells.Tally;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SubJobCellsTest {
  private static final Page FIRST = Page.of(0, 1, "c1000f4g20", List.of());
  private static final Page SECOND = Page.of(1, 1, "w76", List.of());

  @Test
  void cellsCrossPagesAndTheLastOneMayBeSmaller() {
    assertThat(cells(0, 1100, 600))
        .containsExactly(
            new Cell(0, 600, Map.of(SubJobStatus.COMPLETED, 600)),
            new Cell(
                600,
                1100,
                Map.of(
                    SubJobStatus.COMPLETED, 400,
                    SubJobStatus.FAILED, 4,
                    SubJobStatus.WAITING, 96)));
  }

  @Test
  void aStretchInTheMiddleIsCountedByItself() {
    assertThat(cells(999, 1003, 1))
        .extracting(Cell::counts)
        .containsExactly(
            Map.of(SubJobStatus.COMPLETED, 1),
            Map.of(SubJobStatus.FAILED, 1),
            Map.of(SubJobStatus.FAILED, 1),
            Map.of(SubJobStatus.FAILED, 1));
  }

  private static List<Cell> cells(int from, int to, int size) {
    Tally tally = new Tally(from, to, size);
    tally.add(FIRST);
    tally.add(SECOND);
    return tally.cells();
  }
}
