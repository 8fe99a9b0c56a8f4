package dev.windlass.coordinator;

import static dev.windlass.coordinator.Inputs.WORKER;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.job.Begun;
import dev.windlass.job.Claim;
import dev.windlass.job.Creation;
import dev.windlass.job.Creation.OnOverlap;
import dev.windlass.job.Definition;
import dev.windlass.job.Directive;
import dev.windlass.job.Directive.Options;
import dev.windlass.job.DirectiveKind;
import dev.windlass.job.InputRef;
import dev.windlass.job.JobId;
import dev.windlass.job.JobStatus;
import dev.windlass.job.Progress;
import dev.windlass.job.Progress.GrantProgress;
import dev.windlass.job.Reply;
import dev.windlass.job.Snapshot;
import dev.windlass.testkit.RecordedSteps;
import dev.windlass.trace.Trace;
import dev.windlass.wire.DrainRecord;
import dev.windlass.wire.Json;
import dev.windlass.wire.RecordType;
import dev.windlass.wire.ResultRecord;
import dev.windlass.wire.TaskRecord;
import dev.windlass.wire.WorkerRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;

/**
 * Batch jobs whose lives leave a record of every type on every topic and a state record of every
 * kind. Some of them are under way at the end, so that another version can go on with them.
 */
final class CorpusStory implements AutoCloseable {
  private final RecordedSteps steps = new RecordedSteps();
  private final Bench bench = new Bench(Map.of(), List.of(), steps.tracing());
  private final List<Corpus.Line> records = new ArrayList<>();
  private final Map<JobId, List<TaskRecord>> tasks = new HashMap<>();
  private final List<Reply> replies = new ArrayList<>();
  private final Map<JobId, JsonNode> newest = new LinkedHashMap<>();
  private Instant now = Bench.START;
  private int number;
  private Trace trace = Trace.NONE;

  void tell() {
    JobId purged = create(1, null, null, true);
    end(purged, "c");
    trace = new Trace(RecordedSteps.TRACEPARENT, "tool=a");
    JobId old = pausedSince(create(definition(), full(2000)));
    trace = Trace.NONE;
    pass(Duration.ofDays(15));
    unpausedAndRunning(old);
    serialRuns();
    restarting();
    deletedStoppedAndInvalid();
    repeatedAfterFailure();
    refusals();
    whatOnlyWorkersWrite(old);
  }

  // --- the lives

  /** It outlives its events and is told anew. */
  private JobId pausedSince(JobId job) {
    Reply.Granted one = grant(job);
    say(progress(one, "e", 2, 1, null, true));
    Reply.Granted many = grant(job);
    Begun begun = new Begun(many.ranges().get(0).from(), 0, 1, 1, 0, 1);
    say(progress(many, "", 1, 0, begun, false));
    directive(job, DirectiveKind.PAUSE, options(null, now.plus(Duration.ofDays(40)), null), null);
    say(progress(many, "", 1, 0, begun, true));
    return job;
  }

  private void unpausedAndRunning(JobId job) {
    Options ramped = new Options(200.0, false, null, null, Duration.ofMinutes(1), null, null);
    directive(job, DirectiveKind.UNPAUSE, ramped, null);
    say(progress(grant(job), "", 0, 0, null, false));
  }

  private void serialRuns() {
    Definition nightly = Inputs.definition(Definition.Runs.ONE, "default", "x");
    JobId active = create(nightly, creation(3, "nightly", OnOverlap.QUEUE_ONE, true));
    say(progress(grant(active), "", 0, 0, null, false));
    create(nightly, creation(2, "nightly", OnOverlap.QUEUE_ONE, true));
    create(nightly, creation(2, "nightly", OnOverlap.SKIP, true));
  }

  private void restarting() {
    JobId job = create(5, null, null, true);
    say(progress(grant(job), "", 0, 0, null, false));
    directive(job, DirectiveKind.START, null, Snapshot.of(definition()));
  }

  private void deletedStoppedAndInvalid() {
    directive(create(1, null, null, false), DirectiveKind.DELETE, null, null);
    JobId stopped = create(4, null, null, true);
    grant(stopped);
    Options keep = new Options(null, false, false, null, null, null, null);
    directive(stopped, DirectiveKind.STOP, keep, null);
    say(progress(lastGrant(stopped), "", 0, 0, null, true));
    JobId invalid = create(1, null, null, false);
    directive(invalid, DirectiveKind.START, null, Snapshot.missing("the definition is gone"));
    JobId reset = create(2, null, null, true);
    directive(reset, DirectiveKind.STOP, null, null);
  }

  private void repeatedAfterFailure() {
    JobId job = create(3, null, null, true);
    say(progress(grant(job), "c", 2, 0, null, true));
    Reply.Granted rest = grant(job);
    say(progress(rest, "f2", 2, 2, null, true));
    Options options =
        new Options(50.0, true, null, null, Duration.ofSeconds(30), Set.of(JobStatus.FAILED), 1);
    directive(job, DirectiveKind.START, options, Snapshot.of(definition()));
    say(progress(grant(job), "", 0, 0, null, false));
  }

  private void refusals() {
    JobId unknown = nextJob();
    directive(unknown, DirectiveKind.PAUSE, null, null);
    JobId job = create(6, null, null, true);
    Reply.Granted granted = grant(job);
    say(renewal(granted));
    say(new Claim(job, 1, 1, WORKER, 0, false));
    say(new Claim(job, 99, 1, WORKER, 0, true));
    say(progress(stranger(granted), "", 0, 0, null, false));
    directive(job, DirectiveKind.CREATE, null, null);
    say(bench.topics.directives(), WORKER, new DrainRecord(WORKER, 0, "ana"), RecordType.DRAIN);
    byte[] rubbish = "{\"id\":".getBytes(StandardCharsets.UTF_8);
    bench.send(bench.topics.directives(), rubbish, RecordType.DIRECTIVE.headers());
    collect();
  }

  private void whatOnlyWorkersWrite(JobId job) {
    ResultRecord.Operation failed =
        new ResultRecord.Operation(
            0, 0, 0, "geocode", 1, 3, now, 812, "503 from geo.internal", null, false, true);
    ResultRecord.Operation succeeded =
        new ResultRecord.Operation(
            1, 0, 0, "geocode", 2, 1, now, 95, null, "{\"lat\":50.1}", true, false);
    keep(
        bench.topics.results(),
        job.toString(),
        new RecordHeaders(),
        Json.write(new ResultRecord(job, 1, 2, "worker-3", List.of(failed, succeeded))));
    WorkerRecord worker =
        new WorkerRecord(
            WORKER, "worker-3", List.of("default"), 32, 12, 1, true, 2, "0.1.0", now, now);
    keep(bench.topics.workers(), WORKER, new RecordHeaders(), Json.write(worker));
    keep(bench.topics.workers(), WORKER, new RecordHeaders(), null);
  }

  // --- what is said

  private JobId nextJob() {
    return Inputs.job(now, ++number);
  }

  private JobId create(int subJobs, String serialKey, OnOverlap overlap, boolean start) {
    return create(definition(), creation(subJobs, serialKey, overlap, start));
  }

  private JobId create(Definition definition, Creation creation) {
    JobId job = nextJob();
    say(
        new Directive(
            "create-" + number,
            job,
            DirectiveKind.CREATE,
            "ana",
            now,
            null,
            creation,
            Snapshot.of(definition)));
    return job;
  }

  private void directive(JobId job, DirectiveKind kind, Options options, Snapshot snapshot) {
    String id = kind.name().toLowerCase(java.util.Locale.ROOT) + "-" + ++number;
    say(new Directive(id, job, kind, "ana", now, options, null, snapshot));
  }

  private static Options options(Double rate, Instant until, Duration ramp) {
    return new Options(rate, false, null, until, ramp, null, null);
  }

  private static Creation creation(
      int subJobs, String serialKey, OnOverlap overlap, boolean start) {
    return new Creation(
        "default", "geocode", subJobs, null, 1, null, null, null, null, start, overlap, serialKey,
        null);
  }

  private static Creation full(int subJobs) {
    return new Creation(
        "default",
        "geocode",
        subJobs,
        new InputRef("in_01JD8V3H", subJobs, 2),
        3,
        200.0,
        null,
        Map.of("region", "eu"),
        Map.of("team", "maps"),
        true,
        OnOverlap.QUEUE_ONE,
        null,
        4711L);
  }

  /** Two operations a sub-job. */
  private static Definition definition() {
    return new Definition(
        "default",
        "geocode",
        4,
        "Geocode the shop list",
        "http",
        Map.of("timeout", "PT10S"),
        List.of(
            new Definition.Case("one", Map.of("url", "http://geo.internal/{row.address}")),
            new Definition.Case("two", Map.of("url", "http://geo.internal/{index}"))),
        1,
        0,
        null,
        new Definition.Retries(2, Duration.ofSeconds(1), Duration.ofMinutes(1)),
        Duration.ofSeconds(20),
        Duration.ofSeconds(25),
        Definition.KeepResults.ALL,
        Definition.Runs.MANY,
        "default",
        Definition.Priority.NORMAL);
  }

  // --- workers

  private void end(JobId job, String letters) {
    say(progress(grant(job), letters, 2, 0, null, true));
  }

  private Reply.Granted grant(JobId job) {
    bench.pass(Duration.ofSeconds(1));
    collect();
    List<TaskRecord> open = tasks.get(job);
    TaskRecord task = open.remove(open.size() - 1);
    say(new Claim(job, task.task(), task.epoch(), WORKER, 0, false));
    return lastGrant(job);
  }

  private Reply.Granted lastGrant(JobId job) {
    return replies.stream()
        .filter(r -> r.job().equals(job) && r instanceof Reply.Granted)
        .map(Reply.Granted.class::cast)
        .reduce((before, last) -> last)
        .orElseThrow(() -> new AssertionError("nothing of " + job + " was granted: " + replies));
  }

  private static Reply.Granted stranger(Reply.Granted g) {
    return new Reply.Granted(
        g.job(), g.task(), 999, "guessed", 1, 1, g.ranges(), g.begun(), g.beginAfterMs());
  }

  private static Progress progress(
      Reply.Granted granted, String ended, long done, long failed, Begun current, boolean letGo) {
    return progress(granted, ended, done, failed, current, letGo, false);
  }

  private static Progress renewal(Reply.Granted granted) {
    return progress(granted, "", 0, 0, null, false, true);
  }

  private static Progress progress(
      Reply.Granted granted,
      String ended,
      long done,
      long failed,
      Begun current,
      boolean letGo,
      boolean renew) {
    GrantProgress said =
        new GrantProgress(
            granted.grant(),
            granted.nonce(),
            ended,
            done,
            failed,
            current,
            0,
            letGo,
            false,
            90_000,
            7);
    return new Progress(granted.job(), WORKER, 0, renew, List.of(said));
  }

  // --- what is kept

  private void say(Directive directive) {
    say(bench.topics.directives(), directive.job().toString(), directive, RecordType.DIRECTIVE);
  }

  private void say(Claim claim) {
    say(bench.topics.claims(), claim.job().toString(), claim, null);
  }

  private void say(Progress progress) {
    say(bench.topics.progress(), progress.job().toString(), progress, null);
  }

  private void say(String topic, String key, Object record, RecordType type) {
    Headers headers = type == null ? new RecordHeaders() : type.headers();
    trace.into(headers);
    byte[] value = Json.write(record);
    keep(topic, key, headers, value);
    bench.send(topic, value, headers);
    collect();
  }

  private void pass(Duration time) {
    bench.skip(time);
    now = now.plus(time);
    collect();
  }

  private void keep(String topic, String key, Headers headers, byte[] value) {
    records.add(new Corpus.Line(topic, key, headers, value));
  }

  private void collect() {
    collect(bench.topics.events());
    collect(bench.topics.control());
    collect(bench.topics.deadLetters());
    for (TestRecord<String, byte[]> status : collect(bench.topics.status())) {
      if (status.value() != null) {
        newest.put(JobId.parse(status.key()), Json.read(status.value(), JsonNode.class));
      }
    }
    String queue = bench.topics.tasks("default", Definition.Priority.NORMAL);
    for (TestRecord<String, byte[]> task : bench.sentTasks()) {
      keep(queue, task.key(), task.headers(), task.value());
      TaskRecord read = Json.read(task.value(), TaskRecord.class);
      tasks.computeIfAbsent(read.job(), job -> new ArrayList<>()).add(read);
    }
    for (TestRecord<String, byte[]> reply : collect(bench.topics.grants())) {
      if (RecordType.of(reply.headers()) == RecordType.REPLY) {
        replies.add(Json.read(reply.value(), Reply.class));
      }
    }
  }

  private List<TestRecord<String, byte[]>> collect(String topic) {
    List<TestRecord<String, byte[]>> out = bench.out(topic);
    out.forEach(r -> keep(topic, r.key(), r.headers(), r.value()));
    return out;
  }

  List<Corpus.Line> records() {
    return records;
  }

  List<Corpus.State> state() {
    List<Corpus.State> state = new ArrayList<>();
    for (String store : List.of(JobStore.NAME, DeadlineStore.NAME, SerialKeyStore.NAME)) {
      try (var all = bench.store(store).all()) {
        all.forEachRemaining(record -> state.add(Corpus.state(store, record)));
      }
    }
    return state;
  }

  /** In the words of the newest header, not through what this version makes of it. */
  ObjectNode expected() {
    ObjectNode expected = JsonNodeFactory.instance.objectNode();
    newest.forEach((job, header) -> expected.set(job.toString(), header));
    return expected;
  }

  @Override
  public void close() {
    bench.close();
    steps.close();
  }
}
