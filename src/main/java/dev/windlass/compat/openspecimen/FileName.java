package dev.windlass.compat.openspecimen;

import dev.windlass.compat.openspecimen.ScheduledJobs.Known;

/** What the result file of a run is called. */
final class FileName {
  private FileName() {}

  static String of(Known known, long run) {
    ScheduledJob job = known.job();
    return of(job.savedQuery() == null ? job.name() : "scheduled_query_" + job.savedQuery(), run);
  }

  static String of(String name, long run) {
    return name.replaceAll("[^A-Za-z0-9._ -]", "_") + "_" + run + ".csv";
  }
}
