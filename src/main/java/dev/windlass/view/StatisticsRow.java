package dev.windlass.view;

import dev.windlass.job.JobStatus;
import dev.windlass.job.SubJobStatus;
import java.util.List;
import java.util.Map;

/**
 * All batch jobs together.
 *
 * @param operationsDone of the present epochs, failed ones among them
 * @param throughput newest first, an hour at most
 */
public record StatisticsRow(
    Map<JobStatus, Long> jobs,
    Map<SubJobStatus, Long> subJobs,
    long operationsDone,
    long operationsFailed,
    List<ThroughputRow> throughput) {}
