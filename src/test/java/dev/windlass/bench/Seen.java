package dev.windlass.bench;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What all watchers have seen since {@link #begin}. */
final class Seen {
  /** One answer to a long poll: when it was asked for, and when it came. */
  record Answer(String job, long askedMillis, long cameMillis) {}

  private final Queue<Double> streamed = new ConcurrentLinkedQueue<>();
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private volatile boolean counts;

  /** What was sent before, while others were still connecting, is left out. */
  void begin() {
    counts = true;
  }

  void end() {
    counts = false;
  }

  void streamed(double millis) {
    if (counts) {
      streamed.add(millis);
    }
  }

  void answered(Answer answer) {
    if (counts) {
      answers.add(answer);
    }
  }

  void failed(String why) {
    failures.add(why);
  }

  List<Double> streamed() {
    return List.copyOf(streamed);
  }

  List<Answer> answers() {
    return List.copyOf(answers);
  }

  List<String> failures() {
    return List.copyOf(failures);
  }
}
