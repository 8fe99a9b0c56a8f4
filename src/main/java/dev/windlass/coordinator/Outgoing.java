package dev.windlass.coordinator;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** A record to send by a sink; a null value is a tombstone. */
record Outgoing(String sink, Address address, byte[] value, Headers headers) {
  static Outgoing plain(String sink, Address address, byte[] value) {
    return new Outgoing(sink, address, value, new RecordHeaders());
  }

  int size() {
    int key = address.key() == null ? 0 : address.key().length;
    return key + (value == null ? 0 : value.length);
  }
}
