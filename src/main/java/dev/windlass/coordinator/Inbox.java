package dev.windlass.coordinator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.job.Claim;
import dev.windlass.job.Directive;
import dev.windlass.job.JobId;
import dev.windlass.job.JobInput;
import dev.windlass.job.Progress;
import dev.windlass.wire.DrainRecord;
import dev.windlass.wire.Json;
import dev.windlass.wire.RecordType;
import dev.windlass.wire.Topics;
import dev.windlass.wire.UnreadableRecord;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;

/**
 * Turns bytes into inputs. What comes out is fit to be decided upon: it lies in its batch job's
 * partition, and the partition that it names for an answer exists.
 */
record Inbox(Topics topics, int partitions) {
  sealed interface Received {}

  record Input(JobInput input) implements Received {}

  /** To be passed on as it came. */
  record Drain(DrainRecord drain) implements Received {}

  Received read(Origin origin, Headers headers, byte[] value) {
    if (origin.topic().equals(topics.directives()) && RecordType.of(headers) == RecordType.DRAIN) {
      return new Drain(drain(Json.read(value, DrainRecord.class)));
    }
    return new Input(inItsPartition(origin, input(origin.topic(), value)));
  }

  private JobInput input(String topic, byte[] value) {
    if (topic.equals(topics.directives())) {
      return directive(Json.read(value, Directive.class));
    }
    if (topic.equals(topics.claims())) {
      return claim(Json.read(value, Claim.class));
    }
    return progress(Json.read(value, Progress.class));
  }

  private static Directive directive(Directive directive) {
    need(directive.job(), "directive", "job");
    need(directive.id(), "directive", "id");
    need(directive.directive(), "directive", "directive");
    return directive;
  }

  private Claim claim(Claim claim) {
    need(claim.job(), "claim", "job");
    need(claim.incarnation(), "claim", "incarnation");
    answerable(claim.grantsPartition());
    return claim;
  }

  private Progress progress(Progress progress) {
    need(progress.job(), "progress", "job");
    need(progress.incarnation(), "progress", "incarnation");
    progress.grants().forEach(grant -> need(grant.ended(), "progress", "ended"));
    answerable(progress.grantsPartition());
    return progress;
  }

  private DrainRecord drain(DrainRecord drain) {
    need(drain.incarnation(), "drain", "incarnation");
    answerable(drain.grantsPartition());
    return drain;
  }

  private JobInput inItsPartition(Origin origin, JobInput input) {
    int home = input.job().partition(partitions);
    if (home != origin.partition()) {
      throw new UnreadableRecord(
          "batch job %s lives in partition %d, and this was sent to %d"
              .formatted(input.job(), home, origin.partition()),
          null);
    }
    return input;
  }

  private void answerable(int grantsPartition) {
    if (grantsPartition < 0 || grantsPartition >= partitions) {
      throw new UnreadableRecord(
          "grantsPartition %d does not exist: there are %d".formatted(grantsPartition, partitions),
          null);
    }
  }

  private static void need(Object value, String what, String field) {
    if (value == null) {
      throw new UnreadableRecord("a " + what + " without '" + field + "'", null);
    }
  }

  /** Enough of a directive to refuse it, where the rest can't be read. */
  static Optional<Directive> whatIsReadable(byte[] value) {
    try {
      JsonNode directive = Json.MAPPER.readTree(value);
      JobId job = JobId.parse(directive.path("job").textValue());
      String id = directive.path("id").textValue();
      return Optional.ofNullable(id)
          .map(known -> new Directive(known, job, null, null, null, null, null, null));
    } catch (java.io.IOException | RuntimeException e) {
      return Optional.empty();
    }
  }
}
