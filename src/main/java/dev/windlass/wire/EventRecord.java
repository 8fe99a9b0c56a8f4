package dev.windlass.wire;

import dev.windlass.job.DirectiveOutcome;
import dev.windlass.job.JobEvent;
import dev.windlass.job.JobHeader;
import dev.windlass.job.JobId;
import dev.windlass.job.Page;
import java.time.Instant;

/**
 * An event as consumers read it. In the topic the type, id and time are CloudEvents headers ({@code
 * ce_type}, {@code ce_id}, {@code ce_time}); the rest is the value.
 *
 * @param event null where this version does not know its type, and the reader took that in account
 * @param header the batch job after the event; null where a directive named one that does not exist
 * @param directivesOffset the highest offset of the directives topic that was applied in this
 *     partition
 */
public record EventRecord(
    String id,
    Instant time,
    JobId job,
    JobEvent event,
    JobHeader header,
    Page page,
    DirectiveOutcome directive,
    long directivesOffset) {
  public String type() {
    return typeOf(event.getClass());
  }

  public static String typeOf(Class<? extends JobEvent> event) {
    return EventCodec.TYPE_PREFIX + event.getSimpleName();
  }
}
