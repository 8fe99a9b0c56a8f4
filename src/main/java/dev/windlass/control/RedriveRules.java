package dev.windlass.control;

import dev.windlass.job.JobId;
import dev.windlass.view.BatchJobs;
import dev.windlass.view.DeadLetterRow;
import dev.windlass.wire.Lifetimes;
import dev.windlass.wire.TopicKind;
import dev.windlass.wire.TopicPlan;
import dev.windlass.wire.WireConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Which dead letters may be sent again. Most may: whoever reads a record a second time, or late,
 * takes it for what it is. Where an old record would replace a newer one it may not.
 */
@ApplicationScoped
class RedriveRules {
  static final String NO_RIGHT =
      "this program's user of Kafka has no right to write to %s: docs/kafka-security.md says how it gets it";

  private final WireConfig wire;
  private final Lifetimes lifetimes;
  private final BatchJobs jobs;
  private final RecordLog log;
  private final Set<String> topics;

  RedriveRules(WireConfig wire, Lifetimes lifetimes, BatchJobs jobs, RecordLog log) {
    this.wire = wire;
    this.lifetimes = lifetimes;
    this.jobs = jobs;
    this.log = log;
    this.topics =
        new TopicPlan(wire).topics().stream().map(NewTopic::name).collect(Collectors.toSet());
  }

  /** Empty where it may be sent again. Asks Kafka for the topic's partitions. */
  Optional<String> whyNot(DeadLetterRow letter) {
    Optional<String> forGood = whyNever(letter);
    return forGood.isPresent() ? forGood : whyNotInPartition(letter);
  }

  private Optional<String> whyNever(DeadLetterRow letter) {
    TopicKind kind = wire.names().kind(letter.topic());
    if (letter.truncated()) {
      return Optional.of(
          "it is only the beginning of a record whose value has " + letter.valueBytes() + " bytes");
    }
    if (!letter.whole()) {
      return Optional.of("it was written by a version that did not keep the record's headers");
    }
    if (!topics.contains(letter.topic())) {
      return Optional.of("'" + letter.topic() + "' is not a topic of this program");
    }
    if (kind.holdsOnlyTheNewest()) {
      return Optional.of(
          letter.topic()
              + " keeps only the newest record of each key, and an old one must not come after it:"
              + " whoever reads it anew meets the record itself again");
    }
    return storesRows(kind) && ofPurgedBatchJob(letter)
        ? Optional.of("its batch job ended longer ago than windlass.retention and is gone")
        : Optional.empty();
  }

  private Optional<String> whyNotInPartition(DeadLetterRow letter) {
    OptionalInt there = log.partitions(letter.topic());
    if (there.isEmpty()) {
      return Optional.of(NO_RIGHT.formatted(letter.topic()));
    }
    return letter.partition() >= 0 && letter.partition() < there.getAsInt()
        ? Optional.empty()
        : Optional.of(
            "%s has %d partitions, and the record stood in partition %d"
                .formatted(letter.topic(), there.getAsInt(), letter.partition()));
  }

  private static boolean storesRows(TopicKind kind) {
    return kind == TopicKind.EVENTS || kind == TopicKind.RESULTS;
  }

  /** What it would tell of such a batch job nobody would ever delete. */
  private boolean ofPurgedBatchJob(DeadLetterRow letter) {
    if (letter.key() == null) {
      return false;
    }
    try {
      JobId job = JobId.parse(new String(letter.key(), StandardCharsets.UTF_8));
      return job.time().plus(lifetimes.retention()).isBefore(Instant.now())
          && jobs.find(job.value()).isEmpty();
    } catch (IllegalArgumentException e) {
      return false; // a key that names no batch job
    }
  }
}
