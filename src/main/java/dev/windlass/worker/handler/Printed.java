package dev.windlass.worker.handler;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * What a process prints on one of its streams: its first bytes and its last, however much it is.
 * Read to the end, because a process that nobody reads from stands still.
 */
final class Printed {
  private static final int BUFFER = 8 << 10;

  private final InputStream stream;
  private final byte[] first;
  private final byte[] last;
  private final Thread reader;
  private long length;

  private Printed(InputStream stream, int first, int last) {
    this.stream = stream;
    this.first = new byte[first];
    this.last = new byte[last];
    this.reader = Thread.ofVirtual().unstarted(this::read);
  }

  static Printed of(InputStream stream, int first, int last) {
    Printed printed = new Printed(stream, first, last);
    printed.reader.start();
    return printed;
  }

  /** A process that has ended may have left one behind that still holds its streams. */
  void await(Duration atMost) throws InterruptedException {
    reader.join(atMost);
  }

  synchronized String first() {
    return text(first, (int) Math.min(length, first.length));
  }

  synchronized String last() {
    int kept = (int) Math.min(length, last.length);
    byte[] ordered = new byte[kept];
    for (int i = 0; i < kept; i++) {
      ordered[i] = last[(int) ((length - kept + i) % last.length)];
    }
    return text(ordered, kept);
  }

  private static String text(byte[] bytes, int length) {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private void read() {
    byte[] buffer = new byte[BUFFER];
    try (stream) {
      for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
        keep(buffer, n);
      }
    } catch (IOException e) {
      // It was killed: what it had printed is kept.
    }
  }

  private synchronized void keep(byte[] bytes, int count) {
    for (int i = 0; i < count; i++, length++) {
      if (length < first.length) {
        first[(int) length] = bytes[i];
      }
      if (last.length > 0) {
        last[(int) (length % last.length)] = bytes[i];
      }
    }
  }
}
