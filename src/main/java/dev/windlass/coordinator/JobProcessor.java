package dev.windlass.coordinator;

import dev.windlass.dispatch.LeaseBook;
import dev.windlass.dispatch.TaskDealer.Turn;
import dev.windlass.job.Claim;
import dev.windlass.job.Deadline;
import dev.windlass.job.Decision;
import dev.windlass.job.Directive;
import dev.windlass.job.DispatchState;
import dev.windlass.job.Grant;
import dev.windlass.job.JobHeader;
import dev.windlass.job.JobId;
import dev.windlass.job.JobInput;
import dev.windlass.job.Progress;
import dev.windlass.job.Released;
import dev.windlass.trace.Step;
import dev.windlass.trace.Trace;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Decides upon the inputs of one partition, one after another, and writes what was decided. */
final class JobProcessor implements Processor<byte[], byte[], Address, byte[]> {
  /** So many deadlines and turns at one look at the clock, so that directives need not wait. */
  private static final int MOST_AT_ONCE = 100;

  private static final int LEAST_UNCLAIMED = 4;

  private final Rules rules;
  private final Surroundings around;
  private final Inbox inbox;

  private int partition;
  private ProcessorContext<Address, byte[]> context;
  private JobStore jobs;
  private SerialKeyStore serialKeys;
  private DeadlineStore deadlines;
  private Planner planner;
  private JobTraces traces;
  private PartitionMemory memory;
  private UsualDurations usual;
  private DeadLetterBox deadLetters;
  private Ticking clock;
  private long directivesOffset;

  JobProcessor(Rules rules, Surroundings around) {
    this.rules = rules;
    this.around = around;
    this.inbox = new Inbox(rules.wire().names(), rules.wire().partitions());
  }

  @Override
  public void init(ProcessorContext<Address, byte[]> processorContext) {
    context = processorContext;
    partition = context.taskId().partition();
    jobs = new JobStore(context.getStateStore(JobStore.NAME));
    serialKeys = new SerialKeyStore(context.getStateStore(SerialKeyStore.NAME));
    deadlines = new DeadlineStore(context.getStateStore(DeadlineStore.NAME));
    planner = new Planner(rules.wire(), partition, jobs);
    traces = new JobTraces(jobs, around.tracing());
    deadLetters = new DeadLetterBox(rules.wire(), around.metrics());
    directivesOffset = jobs.directivesOffset();
    // Written anew in this program's schema: an older one finds it here and takes nothing over.
    jobs.directivesOffset(directivesOffset);
    LeaseBook<Lease> leases = new LeaseBook<>(rules.lease(), around.clock().millis());
    memory = new PartitionMemory(rules.decider(), leases);
    memory.rebuild(jobs, now(), around.clock().millis());
    usual = new UsualDurations();
    clock = new Ticking(context, rules.tick(), this::tick);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordMetadata at = context.recordMetadata().orElseThrow();
    Origin origin =
        new Origin(
            at.topic(),
            at.partition(),
            at.offset(),
            record.key(),
            record.value(),
            record.headers());
    around.crashes().at(partition, origin.place());
    if (origin.topic().equals(rules.wire().names().directives())) {
      directivesOffset = origin.offset();
      jobs.directivesOffset(directivesOffset);
    }
    read(origin, record);
    deal();
    clock.expect(nextWake());
  }

  @Override
  public void close() {
    around.metrics().partitionLost(partition);
  }

  private void read(Origin origin, Record<byte[], byte[]> record) {
    Inbox.Received received;
    try {
      received = inbox.read(origin, record.headers(), record.value());
    } catch (RuntimeException e) {
      unreadable(origin, e);
      return;
    }
    switch (received) {
      case Inbox.Drain drain -> forward(deadLetters.passOn(drain.drain(), record.value()));
      case Inbox.Input input -> decide(input.input(), origin);
    }
  }

  // --- the clock

  private void tick() {
    around.crashes().alive(partition);
    around.frontier().readToEndAt(partition).ifPresent(memory.leases()::readToEnd);
    memory.leases().ended().forEach(this::leaseEnded);
    deadlines.takeDue(now(), MOST_AT_ONCE).forEach(this::decideByClock);
    memory
        .takeResends(now(), MOST_AT_ONCE)
        .forEach(job -> decideByClock(new Deadline.Due(job, Deadline.Kind.RESEND_TASKS)));
    memory.takeDue(now(), MOST_AT_ONCE).forEach(this::standAgain);
    deal();
    around.metrics().openGrants(partition, memory.leases().size());
    clock.expect(nextWake());
  }

  private Instant nextWake() {
    Instant deadline = deadlines.firstDue();
    Instant begin = memory.nextWake();
    return deadline.isBefore(begin) ? deadline : begin;
  }

  private void leaseEnded(Lease lease) {
    around.metrics().leaseEnded();
    decideByClock(new Deadline.LeaseEnded(lease.job(), lease.grant()));
    // Still there, so that could not be decided: it is tried again after another lease.
    jobs.read(StateKey.Kind.GRANT, lease.job(), lease.grant(), Grant.class)
        .ifPresent(grant -> memory.granted(lease.job(), grant, around.clock().millis()));
  }

  private void standAgain(JobId job) {
    jobs.header(job).ifPresent(header -> memory.stands(header, jobs.dispatch(job), now()));
  }

  private void deal() {
    for (int turns = 0; turns < MOST_AT_ONCE; turns++) {
      Optional<Turn<JobId>> turn = memory.nextTurn(this::mostUnclaimed);
      if (turn.isEmpty()) {
        return;
      }
      decideByClock(new Deadline.TasksDue(turn.get().job(), turn.get().most()));
    }
  }

  private int mostUnclaimed(PartitionMemory.Lane lane) {
    int slots = around.slotsOfQueue().applyAsInt(lane.queue());
    return Math.max(LEAST_UNCLAIMED, slots / rules.wire().partitions());
  }

  // --- deciding

  private void decideByClock(JobInput input) {
    decide(input, Origin.clock(partition, input));
  }

  private void decide(JobInput first, Origin origin) {
    Deque<JobInput> inputs = new ArrayDeque<>(List.of(first));
    while (!inputs.isEmpty()) {
      for (JobId released : decideOne(inputs.poll(), origin)) {
        inputs.add(new Released(released));
      }
    }
  }

  /** The batch jobs that this one leaves their serial key to. */
  private List<JobId> decideOne(JobInput input, Origin origin) {
    JobHeader before = jobs.header(input.job()).orElse(null);
    try (Step step = traces.step(input, before, origin)) {
      return decideOne(input, before, origin, step);
    }
  }

  private List<JobId> decideOne(JobInput input, JobHeader before, Origin origin, Step step) {
    StoredPages pages = new StoredPages(input.job(), jobs, serialKeys, usual);
    Instant now = now();
    Decision decision;
    Plan plan;
    try {
      decision = around.metrics().deciding(input, () -> ask(before, pages, input, now));
      plan = planner.plan(decision, before, now, directivesOffset);
      traces.keep(plan, input, before, decision.header(), step.trace());
    } catch (NewerState | KafkaException e) {
      throw e;
    } catch (RuntimeException e) {
      step.failed(e.getMessage());
      putAside(origin, e);
      return List.of();
    }
    decision.closedGrants().forEach(n -> pages.grant(n).ifPresent(g -> close(input.job(), g)));
    write(plan, step.trace());
    remember(input, before, decision, pages);
    return plan.released;
  }

  private Decision ask(JobHeader before, StoredPages pages, JobInput input, Instant now) {
    JobInput whole = input instanceof Claim c ? c.withNonce(around.nonces().get()) : input;
    return rules.decider().decide(before, pages, whole, now);
  }

  private void close(JobId job, Grant grant) {
    memory.leases().close(Lease.of(job, grant));
  }

  private void write(Plan plan, Trace trace) {
    plan.jobs.forEach(jobs::write);
    plan.serialKeys.forEach(change -> serialKeys.store().put(change.key, change.value));
    plan.deadlines.forEach(deadlines::set);
    plan.records.forEach(record -> trace.into(record.headers()));
    plan.records.forEach(this::forward);
    plan.tasks.forEach(task -> around.tasks().send(task.address(), task.value(), trace));
  }

  private void forward(Outgoing record) {
    context.forward(
        new Record<>(record.address(), record.value(), now().toEpochMilli(), record.headers()),
        record.sink());
  }

  // --- memory

  private void remember(JobInput input, JobHeader before, Decision decision, StoredPages pages) {
    long millis = around.clock().millis();
    for (Grant grant : decision.grants().values()) {
      if (grant.number() >= before.nextGrant()) {
        memory.granted(input.job(), grant, millis);
      }
    }
    if (input instanceof Progress progress) {
      progress.grants().forEach(said -> heard(progress, said, millis));
    }
    JobHeader header = decision.header();
    if (header == null) {
      memory.gone(input.job());
      return;
    }
    DispatchState dispatch = decision.dispatch() != null ? decision.dispatch() : pages.dispatch();
    if (input instanceof Progress && decision.dispatch() != null) {
      usual.learn(header, dispatch);
    }
    if (input instanceof Deadline.TasksDue && decision.dispatch() == null) {
      memory.passes(header, dispatch);
    } else {
      memory.stands(header, dispatch, now());
    }
  }

  private void heard(Progress progress, Progress.GrantProgress said, long millis) {
    Lease lease = new Lease(progress.job(), said.grant(), progress.incarnation(), said.nonce());
    memory.leases().heard(lease, millis);
  }

  // --- poison

  private void unreadable(Origin origin, RuntimeException why) {
    try (Step step = around.tracing().processing(origin.topic(), origin.headers())) {
      step.failed(why.getMessage());
      putAside(origin, why);
    }
  }

  private void putAside(Origin origin, RuntimeException why) {
    forward(deadLetters.letter(origin, why, now()));
    if (origin.topic().equals(rules.wire().names().directives())) {
      Inbox.whatIsReadable(origin.value()).ifPresent(directive -> refuse(directive, why));
    }
  }

  private void refuse(Directive directive, RuntimeException why) {
    if (directive.job().partition(rules.wire().partitions()) == partition) {
      Plan plan = new Plan(rules.wire().recordLimit().asLongValue());
      planner.event(plan, DeadLetterBox.refusal(directive, why, now()), now(), directivesOffset);
      write(plan, Trace.NONE);
    }
  }

  private Instant now() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }
}
