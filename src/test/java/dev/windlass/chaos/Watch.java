package dev.windlass.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.testkit.Await;
import dev.windlass.testkit.Http;
import dev.windlass.testkit.Http.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks the API for the batch job all the while, and remembers each answer that breaks a promise: a
 * sum that is not right, a count that runs backwards, and more counted than was ever called.
 */
final class Watch implements AutoCloseable {
  private static final Duration STEP = Duration.ofMillis(100);
  private static final Duration TELL = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofMinutes(8);

  private final String url;
  private final int expected;
  private final CallCounter calls;
  private final Standstill standstill = new Standstill();
  private final List<String> broken = new ArrayList<>();
  private final Thread thread;
  private volatile JsonNode seen;
  private volatile long done;
  private volatile boolean closed;
  private long doneTold;
  private long told = System.nanoTime();

  private Watch(String url, int expected, CallCounter calls) {
    this.url = url;
    this.expected = expected;
    this.calls = calls;
    this.thread = Thread.ofPlatform().daemon().name("chaos-watch").start(this::look);
  }

  static Watch over(String url, int expected, CallCounter calls) {
    return new Watch(url, expected, calls);
  }

  /** Of the counts that the API shows. */
  Standstill standstill() {
    return standstill;
  }

  long done() {
    return done;
  }

  boolean ended() {
    JsonNode last = seen;
    return last != null
        && List.of("completed", "failed", "invalid").contains(last.path("status").asText());
  }

  void awaitDone(double part) {
    Await.until("%.0f %% are done".formatted(part * 100), PATIENCE, () -> done >= part * expected);
  }

  /** Waits until the API shows more than it shows now. */
  void awaitProgress() {
    long now = done;
    Await.until("more is done than " + now, PATIENCE, () -> done > now || ended());
  }

  JsonNode awaitEnd() {
    Await.until("it ends; last seen: " + seen, PATIENCE, this::ended);
    return seen;
  }

  List<String> broken() {
    synchronized (broken) {
      return List.copyOf(broken);
    }
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    thread.join();
  }

  private void look() {
    while (!closed) {
      String answered = ask();
      if (System.nanoTime() - told > TELL.toNanos()) {
        Journal.tell(
            "API %s, done %d, called %d%s"
                .formatted(answered, done, calls.distinct(), done == doneTold ? why() : ""));
        doneTold = done;
        told = System.nanoTime();
      }
      LockSupport.parkNanos(STEP.toNanos());
    }
  }

  /** The API, or what it needs, may be what was taken away. */
  private String ask() {
    try {
      Answer answer = Http.get(url);
      if (answer.status() == 200) {
        check(answer.json());
      }
      return Integer.toString(answer.status());
    } catch (RuntimeException e) {
      return "silent";
    }
  }

  /** Where nothing moves, what the API says of it. */
  private String why() {
    try {
      return ": " + Http.get(url.replaceAll("[?].*", "/why")).body();
    } catch (RuntimeException e) {
      return "";
    }
  }

  private void check(JsonNode view) {
    JsonNode progress = view.path("progress");
    long sum = 0;
    for (String part : List.of("successful", "failed", "remaining")) {
      sum += progress.path(part).asLong();
    }
    long now = progress.path("done").asLong();
    // Asked after the answer: what is counted has been called before.
    long called = calls.distinct();
    check(sum == expected, "successful + failed + remaining is not " + expected, view);
    check(now >= done, "done was " + done + " before", view);
    check(now <= called, "only " + called + " rows have been called", view);
    if (now > done) {
      standstill.moved();
    }
    done = Math.max(done, now);
    seen = view;
  }

  private void check(boolean holds, String what, JsonNode view) {
    if (!holds) {
      synchronized (broken) {
        broken.add(what + ": " + view);
      }
    }
  }
}
