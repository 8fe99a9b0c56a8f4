package dev.windlass.coordinator;

import dev.windlass.job.SerialKey;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** Who holds which serial key; one that nobody holds has no record. */
record SerialKeyStore(KeyValueStore<Bytes, byte[]> store) {
  static final String NAME = "serial-keys";

  SerialKey holder(String namespace, String key) {
    return Optional.ofNullable(store.get(key(namespace, key)))
        .map(bytes -> StateCodec.read(bytes, SerialKey.class))
        .orElse(SerialKey.FREE);
  }

  static Bytes key(String namespace, String key) {
    return Bytes.wrap((namespace + "/" + key).getBytes(StandardCharsets.UTF_8));
  }

  static byte[] value(SerialKey key) {
    return key.equals(SerialKey.FREE) ? null : StateCodec.write(key);
  }
}
