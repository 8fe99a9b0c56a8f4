package dev.windlass.view;

import dev.windlass.job.Begun;
import dev.windlass.job.SubJobStatus;

/**
 * A sub-job in a list.
 *
 * @param begun where it stands; null where it has not begun or has ended
 * @param failures how many of its operations failed in the present epoch
 */
public record SubJobRow(int index, SubJobStatus status, Begun begun, long failures) {}
