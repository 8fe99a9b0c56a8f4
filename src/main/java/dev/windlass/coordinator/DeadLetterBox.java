package dev.windlass.coordinator;

import dev.windlass.job.Directive;
import dev.windlass.job.DirectiveOutcome;
import dev.windlass.job.JobEvent;
import dev.windlass.job.Recorded;
import dev.windlass.job.Refusal;
import dev.windlass.wire.DeadLetter;
import dev.windlass.wire.DrainRecord;
import dev.windlass.wire.Json;
import dev.windlass.wire.RecordType;
import dev.windlass.wire.UnreadableRecord;
import dev.windlass.wire.WireConfig;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Writes the letters that go with what could not be read or applied. */
record DeadLetterBox(WireConfig wire, CoordinatorMetrics metrics) {
  private static final Logger LOG = Logger.getLogger(DeadLetterBox.class);

  private static final int LONGEST_REASON = 2000;

  Outgoing letter(Origin origin, RuntimeException why, Instant now) {
    metrics.deadLetter(origin.topic());
    Throwable trace = why instanceof UnreadableRecord ? null : why;
    LOG.warnf(trace, "Put aside into %s: %s, %s", topic(), text(why), origin.place());
    DeadLetter letter = origin.letter(text(why), now);
    return Outgoing.plain(
        CoordinatorTopology.DEAD_LETTERS,
        Address.anywhere(topic(), letter.recordKey()),
        Json.write(letter));
  }

  /** To the worker that is to drain, as it came. */
  Outgoing passOn(DrainRecord drain, byte[] value) {
    return new Outgoing(
        CoordinatorTopology.GRANTS,
        Address.in(wire.names().grants(), drain.grantsPartition(), drain.incarnation()),
        value,
        RecordType.DRAIN.headers());
  }

  /** So that whoever sent the directive does not wait for ever. */
  static Recorded refusal(Directive directive, RuntimeException why, Instant now) {
    return new Recorded(
        directive.job(),
        new JobEvent.DirectiveRefused(),
        null,
        null,
        new DirectiveOutcome(
            directive.id(),
            directive.directive(),
            DirectiveOutcome.State.REFUSED,
            Refusal.MALFORMED.code(),
            text(why),
            directive.requestedBy(),
            directive.origin(),
            directive.creation() == null ? null : directive.creation().namespace(),
            now));
  }

  private String topic() {
    return wire.names().deadLetters();
  }

  private static String text(RuntimeException why) {
    String text = why.getMessage() == null ? why.toString() : why.getMessage();
    return text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) : text;
  }
}
