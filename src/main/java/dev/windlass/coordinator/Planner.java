package dev.windlass.coordinator;

import dev.windlass.coordinator.StateKey.Kind;
import dev.windlass.job.Decision;
import dev.windlass.job.Definition.Priority;
import dev.windlass.job.Effect;
import dev.windlass.job.JobHeader;
import dev.windlass.job.JobId;
import dev.windlass.job.Recorded;
import dev.windlass.wire.ControlRecord;
import dev.windlass.wire.DefinitionRecord;
import dev.windlass.wire.EventCodec;
import dev.windlass.wire.EventRecord;
import dev.windlass.wire.Json;
import dev.windlass.wire.RecordType;
import dev.windlass.wire.TaskRecord;
import dev.windlass.wire.Topics;
import dev.windlass.wire.WireConfig;
import java.time.Instant;
import org.apache.kafka.common.utils.Bytes;

/** Says what a decision writes, to the topics and to the stores. */
record Planner(WireConfig wire, int partition, JobStore jobs) {
  Plan plan(Decision decision, JobHeader before, Instant now, long directivesOffset) {
    Plan plan = new Plan(wire.recordLimit().asLongValue());
    decision.events().forEach(event -> event(plan, event, now, directivesOffset));
    if (decision.effects().contains(new Effect.DropState())) {
      drop(plan, decision);
    } else {
      keep(plan, decision, before);
    }
    serialKey(plan, decision, before);
    decision.effects().forEach(effect -> effect(plan, decision.job(), effect));
    return plan;
  }

  void event(Plan plan, Recorded recorded, Instant now, long directivesOffset) {
    EventRecord event = EventCodec.record(recorded, now, directivesOffset);
    plan.send(
        new Outgoing(
            CoordinatorTopology.EVENTS,
            here(topics().events(), recorded.job()),
            EventCodec.value(event, event.header() == null ? null : plan.json(event.header())),
            EventCodec.headers(event)));
  }

  // --- state

  private void drop(Plan plan, Decision decision) {
    jobs.keysOf(decision.job()).forEach(plan::delete);
    putIfAny(plan, StateKey.of(Kind.TOMBSTONE, decision.job()), decision.tombstone());
    plan.send(status(decision.job(), null));
  }

  private void keep(Plan plan, Decision decision, JobHeader before) {
    JobId job = decision.job();
    header(plan, decision, before);
    decision.pages().forEach((n, page) -> putIfAny(plan, StateKey.of(Kind.PAGE, job, n), page));
    decision.grants().forEach((n, grant) -> putIfAny(plan, StateKey.of(Kind.GRANT, job, n), grant));
    decision.closedGrants().forEach(n -> plan.delete(StateKey.of(Kind.GRANT, job, n)));
    putIfAny(plan, StateKey.of(Kind.INDEX, job), decision.index());
    putIfAny(plan, StateKey.of(Kind.DISPATCH, job), decision.dispatch());
    putIfAny(plan, StateKey.of(Kind.MEMORY, job), decision.memory());
    putIfAny(plan, StateKey.of(Kind.CREATION, job), decision.creation());
    putIfAny(plan, StateKey.of(Kind.SNAPSHOT, job), decision.snapshot());
    putIfAny(plan, StateKey.of(Kind.TOMBSTONE, job), decision.tombstone());
  }

  private void header(Plan plan, Decision decision, JobHeader before) {
    JobHeader header = decision.header();
    if (header == null || header.equals(before)) {
      return;
    }
    plan.put(StateKey.of(Kind.HEADER, header.id()), header);
    plan.send(status(header.id(), plan.json(header)));
    boolean dispatched = before != null && before.status().dispatches();
    if (dispatched != header.status().dispatches()) {
      Bytes key = StateKey.of(Kind.DISPATCHES, header.id());
      plan.jobs.add(new JobStore.Change(key, dispatched ? null : StateCodec.EMPTY, null));
    }
  }

  private static void putIfAny(Plan plan, Bytes key, Object record) {
    if (record != null) {
      plan.put(key, record);
    }
  }

  private static void serialKey(Plan plan, Decision decision, JobHeader before) {
    if (decision.serialKey() != null) {
      JobHeader header = decision.header() != null ? decision.header() : before;
      plan.serialKeys.add(
          org.apache.kafka.streams.KeyValue.pair(
              SerialKeyStore.key(header.namespace(), header.serialKey()),
              SerialKeyStore.value(decision.serialKey())));
    }
  }

  // --- effects

  private void effect(Plan plan, JobId job, Effect effect) {
    switch (effect) {
      case Effect.SendTask task -> plan.tasks.add(task(job, task));
      case Effect.SendReply reply -> plan.send(reply(reply));
      case Effect.PublishControl c ->
          plan.send(
              control(job.toString(), new ControlRecord(c.epoch(), c.wish(), c.controlVersion())));
      case Effect.PublishDefinition d ->
          plan.send(
              control(
                  DefinitionRecord.key(job),
                  new DefinitionRecord(
                      d.epoch(), d.snapshot().definition(), d.input(), d.arguments())));
      case Effect.ForgetControl forget -> {
        plan.send(control(job.toString(), null));
        plan.send(control(DefinitionRecord.key(job), null));
      }
      case Effect.SetDeadline set ->
          plan.deadlines.add(DeadlineStore.key(set.at(), job, set.kind()));
      case Effect.Release release -> plan.released.add(release.queued());
      case Effect.DropState drop -> {}
    }
  }

  private Plan.Task task(JobId job, Effect.SendTask task) {
    return new Plan.Task(
        Address.task(queue(task.queue(), task.priority()), job, task.task()),
        Json.write(new TaskRecord(job, task.task(), task.epoch())));
  }

  /** Sending to a topic that does not exist would end the task, again and again. */
  private String queue(String queue, Priority priority) {
    if (!wire.queues().contains(queue)) {
      throw new IllegalStateException(
          "queue '%s' is not among windlass.topics.queues: %s".formatted(queue, wire.queues()));
    }
    return topics().tasks(queue, priority);
  }

  private Outgoing reply(Effect.SendReply reply) {
    return new Outgoing(
        CoordinatorTopology.GRANTS,
        Address.in(topics().grants(), reply.grantsPartition(), reply.incarnation()),
        Json.write(reply.reply()),
        RecordType.REPLY.headers());
  }

  private Outgoing control(String key, Object record) {
    return Outgoing.plain(
        CoordinatorTopology.CONTROL,
        Address.in(topics().control(), partition, key),
        record == null ? null : Json.write(record));
  }

  private Outgoing status(JobId job, byte[] header) {
    return Outgoing.plain(CoordinatorTopology.STATUS, here(topics().status(), job), header);
  }

  private Address here(String topic, JobId job) {
    return Address.in(topic, partition, job.toString());
  }

  private Topics topics() {
    return wire.names();
  }
}
