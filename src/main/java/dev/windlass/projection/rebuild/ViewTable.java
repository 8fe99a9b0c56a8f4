package dev.windlass.projection.rebuild;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The views: tables that the events alone make, and that a rebuild makes anew. */
public enum ViewTable {
  /** When {@code recent} was looked at depends on which events were read together. */
  BATCH_JOB("batch_job", "id", List.of("id"), Set.of("recent")),
  SUB_JOB_PAGE("sub_job_page", "batch_job_id", List.of("batch_job_id", "page"), Set.of()),
  DIRECTIVE("directive", "batch_job_id", List.of("batch_job_id", "id"), Set.of()),
  STATISTICS("statistics", null, List.of("event_partition"), Set.of()),
  BACKLOG("backlog", null, List.of("event_partition", "queue"), Set.of()),
  THROUGHPUT("throughput", null, List.of("event_partition", "slot"), Set.of()),
  /** Of the events only; {@code current_at} is what a clock said, not the log. */
  PROJECTION_OFFSET("projection_offset", null, List.of("topic", "partition"), Set.of("current_at"));

  private final String table;
  private final String job;
  private final List<String> key;
  private final Set<String> uncompared;

  ViewTable(String table, String job, List<String> key, Set<String> uncompared) {
    this.table = table;
    this.job = job;
    this.key = key;
    this.uncompared = uncompared;
  }

  public String table() {
    return table;
  }

  /** The column with the batch job that a row belongs to; null where it belongs to none. */
  String job() {
    return job;
  }

  /** The primary key. */
  public List<String> key() {
    return key;
  }

  /** Columns that may differ. */
  public Set<String> uncompared() {
    return uncompared;
  }

  static List<ViewTable> ofJobs() {
    return Arrays.stream(values()).filter(view -> view.job != null).toList();
  }

  /** Few rows, which speak of whole partitions. */
  static List<ViewTable> ofPartitions() {
    return Arrays.stream(values()).filter(view -> view.job == null).toList();
  }
}
