package dev.windlass.worker.handler;

import dev.windlass.job.JobId;
import java.time.Duration;

/**
 * One case in one iteration of one sub-job.
 *
 * @param index which sub-job of the batch job, from 0
 * @param attempt rises when a sub-job that had begun is handed out anew
 * @param timeout after it the operation is interrupted
 */
public record Operation(
    JobId job,
    int index,
    long iteration,
    int caseIndex,
    String caseId,
    int attempt,
    Parameters parameters,
    Duration timeout) {}
