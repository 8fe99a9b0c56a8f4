package dev.windlass.cli.job;

import dev.windlass.cli.client.ClientFailure;
import dev.windlass.cli.client.ExitCode;
import java.util.regex.Pattern;

/**
 * A sub-job as people name it: by its index, as lists and failures show it, or by its id.
 *
 * @param subJob null where only the batch job is named
 */
record SubJobName(String batchJob, String subJob) {
  private static final Pattern INDEX = Pattern.compile("\\d{1,9}");

  /** The last digits of a sub-job's id say its index; those of a batch job's are zeros. */
  private static final int DIGITS = 6;

  private static final int MOST = 0xFF_FFFE;

  /** In two words, or in one with a slash. */
  static SubJobName of(String batchJob, String subJob) {
    int slash = batchJob.indexOf('/');
    return slash < 0 || subJob != null
        ? new SubJobName(batchJob, subJob)
        : new SubJobName(batchJob.substring(0, slash), batchJob.substring(slash + 1));
  }

  /**
   * @param id of the batch job
   */
  String idWithin(String id) {
    if (JobIds.WHOLE.matcher(subJob).matches()) {
      return subJob;
    }
    if (!INDEX.matcher(subJob).matches() || Integer.parseInt(subJob) > MOST) {
      throw new ClientFailure(
          ExitCode.USAGE,
          "'%s' is no sub-job: name its index, from 0, or its id.".formatted(subJob));
    }
    String index = "%06x".formatted(Integer.parseInt(subJob) + 1);
    return id.substring(0, id.length() - DIGITS) + index;
  }
}
