package dev.windlass.projection;

import dev.windlass.wire.Topics;
import java.util.function.Supplier;

/** The topics that become rows. */
final class Feeds {
  private record Plain(String name, String topic, boolean compacted, Supplier<Feed.Batch> batches)
      implements Feed {
    @Override
    public Batch batch() {
      return batches.get();
    }
  }

  private Feeds() {}

  static Feed events(Topics topics) {
    return events(topics.events(), (partition, event) -> {});
  }

  static Feed events(String topic, EventBatch.Witness witness) {
    return new Plain("events", topic, false, () -> new EventBatch(witness));
  }

  static Feed results(Topics topics, int kept) {
    return new Plain("results", topics.results(), false, () -> new ResultBatch(kept));
  }

  static Feed workers(Topics topics) {
    return new Plain("workers", topics.workers(), true, WorkerBatch::new);
  }

  /** What its log no longer holds is older than anybody wants to see. */
  static Feed deadLetters(Topics topics) {
    return new Plain("dead-letters", topics.deadLetters(), true, () -> new LetterBatch(topics));
  }
}
