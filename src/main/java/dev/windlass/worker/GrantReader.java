package dev.windlass.worker;

import dev.windlass.job.Reply;
import dev.windlass.job.Reply.Granted;
import dev.windlass.job.Reply.Renewed;
import dev.windlass.job.Reply.Revoked;
import dev.windlass.job.Reply.Void;
import dev.windlass.trace.Trace;
import dev.windlass.wire.DrainRecord;
import dev.windlass.wire.Json;
import dev.windlass.wire.RecordType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes the answers to this worker out of those to all who share its partition. */
final class GrantReader implements Consumer<ConsumerRecord<byte[], byte[]>> {
  private final byte[] incarnation;
  private final TaskClaimer claimer;
  private final HeldGrants held;
  private final WorkerLog log;
  private final Consumer<DrainRecord> drain;

  GrantReader(
      String incarnation,
      TaskClaimer claimer,
      HeldGrants held,
      WorkerLog log,
      Consumer<DrainRecord> drain) {
    this.incarnation = incarnation.getBytes(StandardCharsets.UTF_8);
    this.claimer = claimer;
    this.held = held;
    this.log = log;
    this.drain = drain;
  }

  @Override
  public void accept(ConsumerRecord<byte[], byte[]> message) {
    if (!Arrays.equals(incarnation, message.key())) {
      return;
    }
    try {
      read(message);
    } catch (RuntimeException e) {
      log.dead(message, e);
    }
  }

  private void read(ConsumerRecord<byte[], byte[]> message) {
    if (RecordType.of(message.headers()) == RecordType.DRAIN) {
      drain.accept(Json.read(message.value(), DrainRecord.class));
      return;
    }
    switch (Json.read(message.value(), Reply.class)) {
      case Granted granted -> claimer.granted(granted, Trace.of(message.headers()));
      case Void nothing -> claimer.voided(nothing);
      case Renewed renewed -> held.renewed(renewed);
      case Revoked revoked -> held.revoked(revoked);
    }
  }
}
