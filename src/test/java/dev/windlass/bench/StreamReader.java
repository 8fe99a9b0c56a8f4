package dev.windlass.bench;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.parsetools.RecordParser;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** One client that is sent the events of a batch job as they come. */
final class StreamReader {
  private static final String TIME = "\"time\":\"";

  private final String job;
  private final Seen seen;
  private volatile long first = -1;
  private volatile long last = -1;
  private volatile int received;

  StreamReader(String job, Seen seen) {
    this.job = job;
    this.seen = seen;
  }

  void read(HttpClientResponse response) {
    if (response.statusCode() != 200) {
      seen.failed("a stream was answered " + response.statusCode());
      return;
    }
    response.exceptionHandler(failure -> seen.failed("a stream broke: " + failure));
    response.endHandler(end -> seen.failed("a stream ended"));
    response.handler(RecordParser.newDelimited("\n\n", this::take));
  }

  boolean open() {
    return first >= 0;
  }

  /** Each event of the log between its first position and its last was received, and once. */
  void check(List<LoggedEvents.Event> logged) {
    long from = first;
    long to = last;
    int got = received;
    long there = logged.stream().filter(e -> e.offset() > from && e.offset() <= to).count();
    if (there != got) {
      throw new IllegalStateException(
          "A reader of %s was sent %d of %d events".formatted(job, got, there));
    }
  }

  /** All handlers of a connection are called by one thread. */
  private void take(Buffer buffer) {
    long now = System.currentTimeMillis();
    String text = buffer.toString(StandardCharsets.UTF_8);
    long offset = last;
    boolean isEvent = false;
    for (String line : text.split("\n")) {
      if (line.startsWith("id:")) {
        offset = Long.parseLong(line.substring(line.lastIndexOf(':') + 1).strip());
      }
      isEvent |= line.startsWith("data:");
    }
    if (first < 0) {
      first = offset;
    }
    if (isEvent) {
      received++;
      int time = text.indexOf(TIME) + TIME.length();
      seen.streamed(
          now - Instant.parse(text.substring(time, text.indexOf('"', time))).toEpochMilli());
    }
    last = offset;
  }
}
