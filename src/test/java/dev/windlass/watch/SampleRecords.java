package dev.windlass.watch;

import dev.windlass.job.DirectiveKind;
import dev.windlass.job.DirectiveOutcome;
import dev.windlass.job.JobEvent;
import dev.windlass.job.JobId;
import dev.windlass.job.Recorded;
import dev.windlass.wire.EventCodec;
import dev.windlass.wire.EventRecord;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Records of the events topic, as small as they can be. */
final class SampleRecords {
  static final String TOPIC = "windlass.events";
  static final Instant NOW = Instant.parse("2026-11-22T05:00:00Z");

  private SampleRecords() {}

  static JobId job(int number) {
    return JobId.of(NOW, 0, number);
  }

  static EventRecord refusal(JobId job, String directive) {
    DirectiveOutcome outcome =
        new DirectiveOutcome(
            directive,
            DirectiveKind.PAUSE,
            DirectiveOutcome.State.REFUSED,
            "unknown",
            "there is no such batch job",
            "ana",
            NOW);
    return EventCodec.record(
        new Recorded(job, new JobEvent.DirectiveRefused(), null, null, outcome), NOW, 7);
  }

  static EventRecord event(JobId job, JobEvent event) {
    return new EventRecord(job + "/1", NOW, job, event, null, null, null, 7);
  }

  static ConsumerRecord<byte[], byte[]> record(int partition, long offset, EventRecord event) {
    return record(
        partition, offset, new RecordHeaders(EventCodec.headers(event)), EventCodec.value(event));
  }

  /** Its headers name the batch job, its value is no event. */
  static ConsumerRecord<byte[], byte[]> broken(int partition, long offset, JobId job) {
    RecordHeaders headers = new RecordHeaders(EventCodec.headers(refusal(job, "d")));
    return record(partition, offset, headers, "{".getBytes());
  }

  private static ConsumerRecord<byte[], byte[]> record(
      int partition, long offset, RecordHeaders headers, byte[] value) {
    return new ConsumerRecord<>(
        TOPIC,
        partition,
        offset,
        NOW.toEpochMilli(),
        TimestampType.CREATE_TIME,
        0,
        value.length,
        new byte[0],
        value,
        headers,
        Optional.empty());
  }
}
