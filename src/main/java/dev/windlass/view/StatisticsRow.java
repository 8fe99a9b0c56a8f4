package dev.windlass.view;

import dev.windlass.job.JobStatus;
import dev.windlass.job.SubJobStatus;
import java.util.List;
import java.util.Map;

/**
 * All batch jobs together.
 *
 * @param operationsDone of the present epochs, failed ones among them
 * @param backlog sub-jobs that have not ended, of batch jobs that are to go on, by queue
 * @param throughput newest first, an hour at most
 */
public record StatisticsRow(
    Map<JobStatus, Long> jobs,
    Map<SubJobStatus, Long> subJobs,
    long operationsDone,
    long operationsFailed,
    Map<String, Long> backlog,
    List<ThroughputRow> throughput) {}
