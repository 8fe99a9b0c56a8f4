package dev.windlass.bench.micro;

import dev.windlass.job.Page;
import dev.windlass.job.SubJobStatus;
import java.util.List;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A page of 1,024 sub-jobs as text and back: at its best, as it often is, and at its worst. */
@State(Scope.Thread)
public class PageCodecBenchmark {
  private static final double A_FEW = 0.02;

  @Param({"same", "few-failed", "alternating"})
  private String statuses;

  private Page page;
  private String text;

  @Setup
  public void setUp() {
    Page.Editor editor = Page.filled(0, 1, Page.SIZE, SubJobStatus.COMPLETED).edit();
    SplittableRandom random = new SplittableRandom(42);
    for (int i = 0; i < Page.SIZE; i++) {
      if (failed(i, random)) {
        editor.set(i, SubJobStatus.FAILED);
      }
    }
    page = editor.view();
    text = page.statuses();
  }

  @Benchmark
  public String encode() {
    return page.statuses();
  }

  @Benchmark
  public Page decode() {
    return Page.of(0, 1, text, List.of());
  }

  private boolean failed(int index, SplittableRandom random) {
    return switch (statuses) {
      case "same" -> false;
      case "few-failed" -> random.nextDouble() < A_FEW;
      default -> index % 2 == 1;
    };
  }
}
