package dev.windlass.coordinator;

import dev.windlass.wire.Json;
import dev.windlass.wire.UnreadableRecord;
import java.util.Arrays;

/** State records: a byte that names the schema of the program that wrote it, then JSON. */
final class StateCodec {
  /** Rises when an older program would lose or misread something by writing the record again. */
  static final byte SCHEMA = 2;

  static final byte[] EMPTY = {SCHEMA};

  private StateCodec() {}

  static byte[] write(Object record) {
    return ofJson(Json.write(record));
  }

  static byte[] ofJson(byte[] json) {
    byte[] bytes = new byte[json.length + 1];
    bytes[0] = SCHEMA;
    System.arraycopy(json, 0, bytes, 1, json.length);
    return bytes;
  }

  static <T> T read(byte[] bytes, Class<T> type) {
    if (bytes.length == 0) {
      throw new UnreadableRecord("a state record is empty: a " + type.getSimpleName(), null);
    }
    if (bytes[0] > SCHEMA) {
      throw new NewerState(type, bytes[0]);
    }
    return Json.read(Arrays.copyOfRange(bytes, 1, bytes.length), type);
  }
}
