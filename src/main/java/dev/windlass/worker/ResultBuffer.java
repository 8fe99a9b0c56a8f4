package dev.windlass.worker;

import dev.windlass.wire.ResultRecord.Operation;
import java.util.ArrayList;
import java.util.List;

/**
 * What one grant has to tell of its operations and what of it is in the log. It is taken out to be
 * written and counts as held until that is acknowledged.
 */
final class ResultBuffer {
  private final List<Operation> waiting = new ArrayList<>();
  private List<Operation> underWay = List.of();
  private int waitingBytes;
  private int underWayBytes;
  private long offset = -1;

  synchronized int add(Operation operation) {
    waiting.add(operation);
    waitingBytes += ResultLimits.bytes(operation);
    return waitingBytes;
  }

  /** What is to be written now, with what could not be written before at its head. */
  synchronized List<Operation> take() {
    if (!waiting.isEmpty()) {
      List<Operation> all = new ArrayList<>(underWay);
      all.addAll(waiting);
      underWay = List.copyOf(all);
      underWayBytes += waitingBytes;
      waiting.clear();
      waitingBytes = 0;
    }
    return underWay;
  }

  /** All that was taken is in the log, the last of it at this offset. */
  synchronized void written(long lastOffset) {
    underWay = List.of();
    underWayBytes = 0;
    offset = Math.max(offset, lastOffset);
  }

  synchronized long offset() {
    return offset;
  }

  synchronized int heldBytes() {
    return waitingBytes + underWayBytes;
  }
}
