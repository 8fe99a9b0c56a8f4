package dev.windlass.compat.openspecimen;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;

/** What scheduled jobs may run, and how their times are read. */
@StaticInitSafe
@ConfigMapping(prefix = "windlass.openspecimen")
public interface OpenSpecimenConfig {
  /** Where {@code taskImplFqn} of an INTERNAL job names a definition. */
  @WithDefault("default")
  String namespace();

  /** What a saved query runs: {@code windlass.openspecimen.queries.42=default/export-visits}. */
  Map<String, String> queries();

  /** By definition: {@code windlass.openspecimen.sub-jobs.export-visits=8}; one otherwise. */
  Map<String, Integer> subJobs();

  /** Of dates without a zone, and of the hours and days at which jobs run. */
  @WithDefault("UTC")
  ZoneId timeZone();

  /** The most that {@code maxResults} may ask for; more is cut down to it. */
  @WithDefault("1000")
  int maxResults();

  /** How many batch jobs a list of runs looks at, at most. */
  @WithDefault("10000")
  int mostScanned();

  /** {@code fromDate} overlooks a run that began longer than this after its batch job was made. */
  @WithDefault("P1D")
  Duration longestWait();

  @WithDefault("65536")
  int maxJsonBytes();
}
