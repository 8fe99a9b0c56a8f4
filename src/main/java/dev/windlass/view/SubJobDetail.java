package dev.windlass.view;

import java.time.Instant;
import java.util.List;

/**
 * All that is known of one sub-job.
 *
 * @param worker the last that told of it; null where none did
 * @param firstToldAt when the first operation ended that told something
 * @param lastFailures newest first, at most 20
 * @param result the newest operation that returned something; null where none did
 */
public record SubJobDetail(
    SubJobRow row,
    String worker,
    Instant firstToldAt,
    Instant lastToldAt,
    List<OperationRow> lastFailures,
    OperationRow result) {
  public static final int FAILURES_SHOWN = 20;
}
