package dev.windlass.view;

import dev.windlass.job.JobHeader;
import dev.windlass.job.Page;
import dev.windlass.job.SubJobStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How many sub-jobs of each status stand in neighbouring stretches of a batch job, which is what a
 * map of it is drawn of: ten million of them are ten thousand small rows.
 */
@ApplicationScoped
@ActivateRequestContext
public class SubJobCells {
  /** So that no more than some megabytes of pages are held at a time. */
  private static final int PAGES_AT_ONCE = 512;

  /**
   * A stretch of sub-jobs; statuses that none of them has are left out.
   *
   * @param to the index after the last one's
   */
  public record Cell(int from, int to, Map<SubJobStatus, Integer> counts) {}

  /** Of {@code from} to before {@code to}, {@code size} each; the last one may have fewer. */
  public List<Cell> cells(JobHeader job, int from, int to, int size) {
    Tally tally = new Tally(from, to, size);
    SubJobPages pages = new SubJobPages(job);
    int end = Page.of(to - 1) + 1;
    for (int next = Page.of(from); next < end; next += PAGES_AT_ONCE) {
      pages.all(next, Math.min(end, next + PAGES_AT_ONCE)).forEach(tally::add);
    }
    return tally.cells();
  }

  /** Counts what pages tell, page by page. */
  static final class Tally {
    private final int from;
    private final int to;
    private final int size;
    private final int[][] counts;

    Tally(int from, int to, int size) {
      this.from = from;
      this.to = to;
      this.size = size;
      this.counts = new int[Math.ceilDiv(to - from, size)][SubJobStatus.values().length];
    }

    void add(Page page) {
      int end = Math.min(to, page.end());
      for (int index = Math.max(from, page.firstIndex()); index < end; index++) {
        counts[(index - from) / size][page.status(index).shown().ordinal()]++;
      }
    }

    List<Cell> cells() {
      List<Cell> cells = new ArrayList<>();
      for (int i = 0; i < counts.length; i++) {
        int first = from + i * size;
        cells.add(new Cell(first, Math.min(to, first + size), byStatus(counts[i])));
      }
      return cells;
    }

    private static Map<SubJobStatus, Integer> byStatus(int[] byOrdinal) {
      Map<SubJobStatus, Integer> counts = new EnumMap<>(SubJobStatus.class);
      for (SubJobStatus status : SubJobStatus.values()) {
        if (byOrdinal[status.ordinal()] > 0) {
          counts.put(status, byOrdinal[status.ordinal()]);
        }
      }
      return counts;
    }
  }
}
