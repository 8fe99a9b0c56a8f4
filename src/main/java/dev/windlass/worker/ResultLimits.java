package dev.windlass.worker;

import dev.windlass.wire.ResultRecord.Operation;
import java.util.ArrayList;
import java.util.List;

/** Keeps what is told of operations within the limits of a record. */
final class ResultLimits {
  static final int OUTPUT_BYTES = 32 << 10;
  static final int ERROR_BYTES = 4 << 10;

  /** A results record is at most 256 KB; some of it is the frame. */
  static final int RECORD_BYTES = 250 << 10;

  private static final int OPERATION_FRAME = 320;

  private ResultLimits() {}

  /** The longest start of the text that is at most so long as UTF-8, never half a character. */
  static String truncated(String text, int bytes) {
    if (text == null || text.length() <= bytes / 3) {
      return text;
    }
    int length = 0;
    for (int at = 0; at < text.length(); ) {
      int point = text.codePointAt(at);
      length += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      if (length > bytes) {
        return text.substring(0, at);
      }
      at += Character.charCount(point);
    }
    return text;
  }

  /** At most how long the operation is as JSON. */
  static int bytes(Operation operation) {
    return OPERATION_FRAME
        + jsonBytes(operation.caseId())
        + jsonBytes(operation.error())
        + jsonBytes(operation.output());
  }

  /** The operations in as many groups as it takes for each to fit into a record, order kept. */
  static List<List<Operation>> records(List<Operation> operations) {
    List<List<Operation>> records = new ArrayList<>();
    int room = 0;
    for (Operation operation : operations) {
      int bytes = bytes(operation);
      if (records.isEmpty() || bytes > room) {
        records.add(new ArrayList<>());
        room = RECORD_BYTES;
      }
      records.getLast().add(operation);
      room -= bytes;
    }
    return records;
  }

  private static int jsonBytes(String text) {
    int bytes = 0;
    for (int i = 0; text != null && i < text.length(); i++) {
      char c = text.charAt(i);
      bytes += jsonBytes(c);
    }
    return bytes;
  }

  /** Jackson writes halves of a character that is above the basic plane as an escape each. */
  private static int jsonBytes(char c) {
    if (c < 0x20 || Character.isSurrogate(c)) {
      return 6;
    }
    return c == '"' || c == '\\' ? 2 : c < 0x80 ? 1 : 3;
  }
}
