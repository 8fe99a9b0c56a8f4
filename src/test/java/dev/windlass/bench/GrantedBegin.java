package dev.windlass.bench;

import dev.windlass.job.Reply;
import dev.windlass.job.Reply.Granted;
import dev.windlass.wire.Json;
import dev.windlass.wire.RecordType;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The instants that one grant reserves for its sub-jobs to begin: what it says, counted from the
 * time of its record, at which it was decided. Both are whole milliseconds.
 */
record GrantedBegin(String job, List<Integer> afterMillis, long decidedMillis) {
  /** Null where it is another answer. */
  static GrantedBegin read(ConsumerRecord<byte[], byte[]> message) {
    if (RecordType.of(message.headers()) == RecordType.DRAIN) {
      return null;
    }
    return Json.read(message.value(), Reply.class) instanceof Granted granted
        ? new GrantedBegin(granted.job().toString(), granted.beginAfterMs(), message.timestamp())
        : null;
  }

  LongStream nanos() {
    return afterMillis.stream()
        .mapToLong(after -> TimeUnit.MILLISECONDS.toNanos(decidedMillis + after));
  }
}
