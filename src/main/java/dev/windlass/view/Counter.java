package dev.windlass.view;

import dev.windlass.job.JobStatus;
import dev.windlass.job.SubJobStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The counters of the table {@code statistics}, by the names of their columns. */
public final class Counter {
  public static final String OPERATIONS_DONE = "operations_done";
  public static final String OPERATIONS_FAILED = "operations_failed";

  /** All of them, in one order. */
  public static final List<String> NAMES = names();

  private Counter() {}

  public static String of(JobStatus status) {
    return "jobs_" + status.name().toLowerCase(Locale.ROOT);
  }

  public static String of(SubJobStatus status) {
    return "sub_jobs_" + status.shown().name().toLowerCase(Locale.ROOT);
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>();
    for (JobStatus status : JobStatus.values()) {
      names.add(of(status));
    }
    for (SubJobStatus status : SubJobStatus.values()) {
      if (status == status.shown()) {
        names.add(of(status));
      }
    }
    names.add(OPERATIONS_DONE);
    names.add(OPERATIONS_FAILED);
    return List.copyOf(names);
  }
}
