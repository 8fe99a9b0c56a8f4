package dev.windlass.projection;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Records that are written together.
 *
 * @param from where each of their partitions stands before
 * @param next and after
 */
record Stretch(
    List<ConsumerRecord<byte[], byte[]>> records,
    Map<Integer, Long> from,
    Map<Integer, Long> next) {

  /** Both halves, to find the record that spoils the whole. */
  List<Stretch> halves() {
    int middle = records.size() / 2;
    List<ConsumerRecord<byte[], byte[]>> first = records.subList(0, middle);
    Map<Integer, Long> between = new HashMap<>(from);
    first.forEach(record -> between.put(record.partition(), record.offset() + 1));
    return List.of(
        new Stretch(first, from, between),
        new Stretch(records.subList(middle, records.size()), between, next));
  }
}
