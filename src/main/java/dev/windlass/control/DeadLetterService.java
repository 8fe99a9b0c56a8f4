package dev.windlass.control;

import dev.windlass.view.DeadLetterFilter;
import dev.windlass.view.DeadLetterRow;
import dev.windlass.view.DeadLetters;
import dev.windlass.wire.DeadLetter.RecordHeader;
import dev.windlass.wire.Token;
import dev.windlass.wire.WireConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Sends again, as it was and to where it stood, what could not be read or applied. */
@ApplicationScoped
public class DeadLetterService {
  private final DeadLetters letters;
  private final RedriveRules rules;
  private final RecordLog log;
  private final Database database;
  private final WireConfig wire;
  private final Namespaces namespaces;
  private final AuditNotes notes;

  DeadLetterService(
      DeadLetters letters,
      RedriveRules rules,
      RecordLog log,
      Database database,
      WireConfig wire,
      Namespaces namespaces,
      AuditNotes notes) {
    this.letters = letters;
    this.rules = rules;
    this.log = log;
    this.database = database;
    this.wire = wire;
    this.namespaces = namespaces;
    this.notes = notes;
  }

  /** What became of one of many: {@code redriven} is null where it was not sent. */
  public record Attempt(DeadLetterRow letter, Redriven redriven, Refusal refusal) {}

  public DeadLetterRow get(String id) {
    requireAll();
    return letters
        .find(id)
        .orElseThrow(
            () ->
                new Refusal(
                    ProblemCode.UNKNOWN_DEAD_LETTER, "there is no dead letter '%s'".formatted(id)));
  }

  /** Empty where it may be sent again. */
  public Optional<String> whyNotRedrivable(DeadLetterRow letter) {
    return rules.whyNot(letter);
  }

  /**
   * Returns when Kafka has it. What is noted of it is noted in a transaction around the sending: a
   * failure between the two leaves the letter parked, and it may be sent once more.
   *
   * @param again also if it was sent again before
   */
  public Redriven redrive(String id, boolean again, String requestedBy) {
    return redrive(get(id), again, requestedBy);
  }

  /**
   * Those that are parked and match, the oldest first. It ends where Kafka or Postgres do not
   * answer: the same again goes on with the rest.
   *
   * @param dryRun says what would be done, and does nothing
   */
  public List<Attempt> redriveAll(
      DeadLetterFilter filter, int most, boolean dryRun, String requestedBy) {
    requireAll();
    List<Attempt> attempts = new ArrayList<>();
    for (DeadLetterRow letter : letters.oldest(filter, most)) {
      attempts.add(attempt(letter, dryRun, requestedBy));
    }
    return attempts;
  }

  /** What could not be read has no namespace. */
  public void requireAll() {
    namespaces.requireAll("dead letters");
  }

  private Attempt attempt(DeadLetterRow letter, boolean dryRun, String requestedBy) {
    try {
      if (dryRun) {
        check(letter, false);
        return new Attempt(letter, null, null);
      }
      return new Attempt(letter, redrive(letter, false, requestedBy), null);
    } catch (Refusal e) {
      if (e.code().status() >= 500) {
        throw e;
      }
      return new Attempt(letter, null, e);
    }
  }

  private Redriven redrive(DeadLetterRow letter, boolean again, String requestedBy) {
    check(letter, again);
    Instant now = Times.now();
    return database.transaction(connection -> redrive(connection, letter, again, now, requestedBy));
  }

  private void check(DeadLetterRow letter, boolean again) {
    rules
        .whyNot(letter)
        .ifPresent(
            why -> {
              throw new Refusal(
                  ProblemCode.NOT_REDRIVABLE,
                  "dead letter " + letter.id() + " can't be sent again: " + why);
            });
    if (letter.redrive() != null && !again) {
      throw alreadyRedriven(letter);
    }
  }

  private Redriven redrive(
      Connection connection, DeadLetterRow letter, boolean again, Instant now, String by)
      throws SQLException {
    int times =
        RedriveRows.claim(connection, letter.id(), now, by, again)
            .orElseThrow(() -> alreadyRedriven(letter));
    RecordMetadata kept = log.append(record(letter));
    RedriveRows.place(connection, letter.id(), kept.partition(), kept.offset());
    notes.add(
        connection,
        Change.ofAll("dead-letter.redrive", letter.id())
            .by(by)
            .with("topic", letter.topic())
            .with("partition", kept.partition())
            .with("offset", kept.offset()));
    return new Redriven(
        letter,
        new DeadLetterRow.Redrive(times, now, by, kept.partition(), kept.offset()),
        token(kept));
  }

  private ProducerRecord<byte[], byte[]> record(DeadLetterRow letter) {
    RecordHeaders headers = new RecordHeaders();
    for (RecordHeader header : letter.headers()) {
      headers.add(header.name(), header.value());
    }
    byte[] value = letters.value(letter.id()).orElse(null);
    return new ProducerRecord<>(letter.topic(), letter.partition(), letter.key(), value, headers);
  }

  private Token token(RecordMetadata kept) {
    return switch (wire.names().kind(kept.topic())) {
      case DIRECTIVES -> Token.directive(kept.partition(), kept.offset());
      case EVENTS -> Token.event(kept.partition(), kept.offset());
      default -> null;
    };
  }

  private static Refusal alreadyRedriven(DeadLetterRow letter) {
    return new Refusal(
        ProblemCode.ALREADY_REDRIVEN,
        "dead letter "
            + letter.id()
            + " was sent again before: say again=true to send it once more");
  }
}
