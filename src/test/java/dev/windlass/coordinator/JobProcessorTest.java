package dev.windlass.coordinator;

import static dev.windlass.coordinator.Inputs.claim;
import static dev.windlass.coordinator.Inputs.create;
import static dev.windlass.coordinator.Inputs.definition;
import static dev.windlass.coordinator.Inputs.directive;
import static dev.windlass.coordinator.Inputs.done;
import static dev.windlass.coordinator.Inputs.nothingYet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.job.Definition.Runs;
import dev.windlass.job.DirectiveKind;
import dev.windlass.job.DirectiveOutcome;
import dev.windlass.job.JobHeader;
import dev.windlass.job.JobId;
import dev.windlass.job.JobStatus;
import dev.windlass.job.Range;
import dev.windlass.job.Reply;
import dev.windlass.wire.DeadLetter;
import dev.windlass.wire.DefinitionRecord;
import dev.windlass.wire.DrainRecord;
import dev.windlass.wire.EventRecord;
import dev.windlass.wire.Json;
import dev.windlass.wire.RecordType;
import dev.windlass.wire.TaskRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobProcessorTest {
  private Bench bench = new Bench();
  private final JobId job = Inputs.job(Bench.START, 1);

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void aBatchJobGoesFromItsDirectiveToItsEnd() {
    bench.send(create(job, 1));
    assertThat(bench.tasks()).containsExactly(new TaskRecord(job, 1, 1));
    assertThat(bench.eventNames()).containsExactly("JobCreated", "JobStarting");

    bench.send(claim(job, 1, 1));
    Reply.Granted granted = bench.granted();
    assertThat(granted.nonce()).isEqualTo("nonce-1");
    assertThat(bench.eventNames()).containsExactly("JobRunning");

    bench.send(done(granted));
    assertThat(bench.events())
        .last()
        .satisfies(
            event -> {
              assertThat(event.header().status()).isEqualTo(JobStatus.COMPLETED);
              assertThat(event.header().counts().completed()).isEqualTo(1);
            });
    assertThat(bench.deadLetters()).isEmpty();
    assertThat(bench.registry.timer("windlass.decisions", "input", "claim").count()).isOne();
  }

  @Test
  void everyEventNamesTheHighestDirectiveAppliedBeforeIt() {
    bench.send(create(job, 1));
    assertThat(bench.events()).allMatch(e -> e.directivesOffset() == 0);
    bench.send(directive(job, DirectiveKind.PAUSE, "p"));
    assertThat(bench.events()).allMatch(e -> e.directivesOffset() == 1);
    bench.send(directive(job, DirectiveKind.CREATE, "again"));
    assertThat(bench.events())
        .singleElement()
        .satisfies(e -> assertThat(e.directivesOffset()).isEqualTo(2))
        .satisfies(e -> assertThat(e.directive().state().name()).isEqualTo("REPEATED"));
  }

  @Test
  void statusAndControlHoldTheNewestAndForgetADeletedJob() {
    bench.send(create(job, 1));
    List<TestRecord<String, byte[]>> control = bench.out(bench.topics.control());
    assertThat(control)
        .extracting(TestRecord::key)
        .containsExactly(DefinitionRecord.key(job), job.toString());
    assertThat(bench.out(bench.topics.status()))
        .last()
        .satisfies(
            r ->
                assertThat(Json.read(r.value(), JobHeader.class).status())
                    .isEqualTo(JobStatus.STARTING));

    bench.send(directive(job, DirectiveKind.DELETE, "d"));
    assertThat(bench.out(bench.topics.status())).last().matches(r -> r.value() == null);
    assertThat(bench.out(bench.topics.control()))
        .filteredOn(r -> r.value() == null)
        .extracting(TestRecord::key)
        .containsExactlyInAnyOrder(DefinitionRecord.key(job), job.toString());
    assertThat(stored()).as("the tombstone and the partition's offset").hasSize(2);
    bench.events();
    bench.send(directive(job, DirectiveKind.START, "s"));
    assertThat(bench.events())
        .singleElement()
        .satisfies(e -> assertThat(e.directive().code()).isEqualTo("gone"));
  }

  @Test
  void aSilentWorkerLosesItsGrantAndAnotherGoesOn() {
    Reply.Granted lost = grantOfOne();
    for (int i = 0; i < 15; i++) {
      bench.pass(Duration.ofSeconds(1));
      bench.send(nothingYet(lost));
    }
    bench.pass(Duration.ofSeconds(9));
    assertThat(bench.tasks()).isEmpty();
    bench.pass(Duration.ofSeconds(2));
    assertThat(bench.replies()).contains(new Reply.Revoked(job, List.of(lost.grant())));
    TaskRecord again = bench.tasks().get(0);
    bench.send(claim(job, again.task(), 1));
    assertThat(bench.granted().grant()).isGreaterThan(lost.grant());
    assertThat(bench.registry.counter("windlass.leases.ended").count()).isOne();
  }

  @Test
  void aWordUnderAnotherFenceKeepsNothingAlive() {
    Reply.Granted granted = grantOfOne();
    Reply.Granted forged =
        new Reply.Granted(
            job, 1, granted.grant(), "guessed", 1, 1, granted.ranges(), List.of(), null);
    for (int i = 0; i < 11; i++) {
      bench.pass(Duration.ofSeconds(1));
      bench.send(nothingYet(forged));
    }
    assertThat(bench.registry.counter("windlass.leases.ended").count()).isOne();
  }

  @Test
  void noLeaseEndsWhileProgressIsNotReadToItsEnd() {
    grantOfOne();
    bench.progressIsRead = false;
    bench.pass(Duration.ofMinutes(1));
    assertThat(bench.replies()).isEmpty();
    assertThat(bench.registry.counter("windlass.leases.ended").count()).isZero();
  }

  @Test
  void whatCannotBeReadIsPutAsideAndTheLineGoesOn() {
    byte[] rubbish = "{\"id\":".getBytes(StandardCharsets.UTF_8);
    bench.send(bench.topics.directives(), rubbish, RecordType.DIRECTIVE.headers());
    bench.send(bench.topics.claims(), null, new RecordHeaders());
    bench.send(bench.topics.progress(), "[]".getBytes(), new RecordHeaders());
    bench.send(bench.topics.directives(), "{}".getBytes(), new RecordHeaders());
    assertThat(bench.deadLetters())
        .hasSize(4)
        .first()
        .satisfies(
            letter -> {
              assertThat(letter.topic()).isEqualTo("windlass.directives");
              assertThat(letter.offset()).isZero();
              assertThat(letter.value()).isEqualTo(rubbish);
              assertThat(letter.reason()).startsWith("not a Directive: ");
            });
    bench.send(create(job, 1));
    assertThat(bench.tasks()).hasSize(1);
  }

  @Test
  void aDirectiveThatWasPutAsideIsAppliedWhenItIsSentAgainToACoordinatorThatCan() {
    bench.send(create(job, 1, null, null, definition(Runs.MANY, "default", "x".repeat(600_000))));
    DeadLetter letter = bench.deadLetters().getFirst();
    assertThat(bench.eventNames()).containsExactly("DirectiveRefused");
    bench.close();
    bench = new Bench(Map.of("windlass.topics.record-limit", "900K"));
    RecordHeaders headers = new RecordHeaders();
    letter.headers().forEach(h -> headers.add(h.name(), h.value()));
    bench.send(letter.topic(), letter.value(), headers);
    assertThat(bench.deadLetters()).isEmpty();
    assertThat(bench.eventNames()).startsWith("JobCreated");
    assertThat(bench.tasks()).hasSize(1);
  }

  @Test
  void aDirectiveThatNamesItselfIsRefusedEvenIfTheRestIsRubbish() {
    String text =
        "{\"id\":\"x1\",\"job\":\"%s\",\"directive\":\"explode\",\"requestedBy\":\"ana\"}"
            .formatted(job);
    bench.send(
        bench.topics.directives(),
        text.getBytes(StandardCharsets.UTF_8),
        RecordType.DIRECTIVE.headers());
    assertThat(bench.deadLetters()).hasSize(1);
    assertThat(bench.events())
        .singleElement()
        .extracting(EventRecord::directive)
        .satisfies(
            outcome -> {
              assertThat(outcome.id()).isEqualTo("x1");
              assertThat(outcome.state()).isEqualTo(DirectiveOutcome.State.REFUSED);
              assertThat(outcome.code()).isEqualTo("malformed");
              assertThat(outcome.reason()).contains("'explode' is not a DirectiveKind");
            });
  }

  @Test
  void aDecisionWhoseOutputIsTooLargeIsDroppedWhole() {
    bench.send(create(job, 1, null, null, definition(Runs.MANY, "default", "x".repeat(600_000))));
    assertThat(bench.deadLetters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.reason())
                  .contains("windlass.control", "windlass.topics.record-limit is 524288");
              assertThat(letter.whole()).isTrue();
              assertThat(letter.value()).hasSizeGreaterThan(600_000);
            });
    assertThat(bench.tasks()).isEmpty();
    assertThat(bench.eventNames()).containsExactly("DirectiveRefused");
    assertThat(stored()).as("the partition's offset").hasSize(1);
  }

  @Test
  void anInputThatNamesAPartitionForAnswersThatDoesNotExistIsPutAside() {
    bench.send(create(job, 1));
    bench.send(new dev.windlass.job.Claim(job, 1, 1, "w", 9, false));
    assertThat(bench.deadLetters())
        .singleElement()
        .satisfies(l -> assertThat(l.reason()).contains("grantsPartition 9 does not exist"));
  }

  @Test
  void aDrainIsPassedOnToItsWorker() {
    DrainRecord drain = new DrainRecord("worker-9", 0, "ana");
    bench.send(bench.topics.directives(), Json.write(drain), RecordType.DRAIN.headers());
    assertThat(bench.out(bench.topics.grants()))
        .singleElement()
        .satisfies(
            r -> {
              assertThat(r.key()).isEqualTo("worker-9");
              assertThat(RecordType.of(r.headers())).isEqualTo(RecordType.DRAIN);
              assertThat(Json.read(r.value(), DrainRecord.class)).isEqualTo(drain);
            });
  }

  @Test
  void theNextRunUnderASerialKeyStartsInTheStepInWhichTheFirstEnds() {
    JobId second = Inputs.job(Bench.START, 2);
    bench.send(create(job, 1, "nightly", null, definition()));
    bench.send(create(second, 1, "nightly", null, definition()));
    assertThat(bench.tasks()).extracting(TaskRecord::job).containsExactly(job);
    assertThat(bench.events()).last().matches(e -> e.header().status() == JobStatus.QUEUED);

    bench.send(claim(job, 1, 1));
    bench.send(done(bench.granted()));
    assertThat(bench.eventNames()).endsWith("JobCompleted", "JobStarting");
    assertThat(bench.tasks()).extracting(TaskRecord::job).containsExactly(second);
    assertThat(keys(SerialKeyStore.NAME)).containsExactly(SerialKeyStore.key("default", "nightly"));
  }

  @Test
  void aPacedBatchJobGetsItsTasksAsItsTimeComes() {
    bench.send(create(job, 100, null, 0.5, definition()));
    int tasks = 0;
    for (int second = 0; second < 20; second++) {
      for (TaskRecord task : bench.tasks()) {
        tasks++;
        bench.send(claim(job, task.task(), 1));
        bench.replies().stream()
            .filter(Reply.Granted.class::isInstance)
            .forEach(granted -> bench.send(done((Reply.Granted) granted)));
      }
      bench.pass(Duration.ofSeconds(1));
    }
    assertThat(tasks).isBetween(9, 12);
  }

  @Test
  void whatNobodyClaimsIsSentAgainWhenItsDeadlineIsDue() {
    bench.send(create(job, 1));
    bench.tasks();
    bench.pass(Duration.ofSeconds(59));
    assertThat(bench.tasks()).isEmpty();
    bench.pass(Duration.ofSeconds(2));
    assertThat(bench.tasks()).extracting(TaskRecord::task).containsExactly(2L);
  }

  @Test
  void theSecondBatchJobOfADefinitionBeginsWithGrantsAsLargeAsTheFirstOneFoundRight() {
    JobId second = Inputs.job(Bench.START, 2);
    bench.send(create(job, 1));
    bench.send(claim(job, 1, 1));
    Reply.Granted unknown = bench.granted();
    assertThat(unknown.ranges()).containsExactly(new Range(0, 1));
    bench.send(done(unknown));

    bench.send(create(second, 1000));
    bench.send(claim(second, 1, 1));
    assertThat(bench.granted().ranges().getFirst().count()).isGreaterThan(100);
  }

  @Test
  void manyJobsShareTheRoomForTasks() {
    for (int i = 1; i <= 10; i++) {
      bench.send(create(Inputs.job(Bench.START, i), 1000));
    }
    List<TaskRecord> first = bench.tasks();
    assertThat(first).as("4, as long as no worker is known").hasSize(4);
    bench.send(claim(first.get(0).job(), first.get(0).task(), 1));
    assertThat(bench.tasks()).hasSize(1);
  }

  @Test
  void anEndedBatchJobIsPurgedAfterItsRetention() {
    bench.send(create(job, 1));
    bench.send(claim(job, 1, 1));
    bench.send(done(bench.granted()));
    bench.events();
    bench.skip(Duration.ofDays(15));
    assertThat(bench.eventNames()).containsExactly("JobPurged");
    assertThat(stored()).as("the partition's offset").hasSize(1);
  }

  @Test
  void stateOfANewerProgramStopsThisOne() {
    bench.send(create(job, 1));
    byte[] newer = bench.store(JobStore.NAME).get(StateKey.of(StateKey.Kind.HEADER, job)).clone();
    newer[0] = StateCodec.SCHEMA + 1;
    JobId other = Inputs.job(Bench.START, 2);
    bench.store(JobStore.NAME).put(StateKey.of(StateKey.Kind.HEADER, other), newer);
    assertThatThrownBy(() -> bench.send(directive(other, DirectiveKind.PAUSE, "p")))
        .matches(thrown -> NewerState.behind(thrown).isPresent())
        .rootCause()
        .hasMessageContaining("The state holds a JobHeader of schema 3")
        .hasMessageContaining("Run that version or a newer one");
    assertThat(bench.deadLetters()).isEmpty();
  }

  @Test
  void aPartitionThatANewerProgramHeldIsNotTakenOver() {
    Bytes mark = StateKey.first(StateKey.Kind.DIRECTIVES_OFFSET);
    byte[] held = bench.store(JobStore.NAME).get(mark);
    assertThat(held[0]).as("who takes a partition leaves a mark").isEqualTo(StateCodec.SCHEMA);
    held[0]++;
    List<Corpus.State> newer = List.of(new Corpus.State(JobStore.NAME, mark, held));
    assertThatThrownBy(() -> new Bench(java.util.Map.of(), newer))
        .matches(thrown -> NewerState.behind(thrown).isPresent());
  }

  @Test
  void outputsCarryTheTimeAtWhichTheyWereDecided() {
    bench.pass(Duration.ofSeconds(5));
    bench.send(create(job, 1));
    assertThat(bench.out(bench.topics.events()))
        .allMatch(r -> r.getRecordTime().equals(Bench.START.plusSeconds(5)));
  }

  private Reply.Granted grantOfOne() {
    bench.send(create(job, 1));
    bench.send(claim(job, bench.tasks().get(0).task(), 1));
    return bench.granted();
  }

  private List<Bytes> stored() {
    return keys(JobStore.NAME);
  }

  private List<Bytes> keys(String store) {
    List<Bytes> keys = new java.util.ArrayList<>();
    try (var all = bench.store(store).all()) {
      all.forEachRemaining(r -> keys.add(r.key));
    }
    return keys;
  }
}
