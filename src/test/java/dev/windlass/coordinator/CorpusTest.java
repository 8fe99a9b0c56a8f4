package dev.windlass.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.job.Deadline;
import dev.windlass.job.Definition.Priority;
import dev.windlass.job.Directive;
import dev.windlass.job.DirectiveKind;
import dev.windlass.job.JobEvent;
import dev.windlass.job.JobEvolution;
import dev.windlass.job.JobHeader;
import dev.windlass.job.JobId;
import dev.windlass.job.JobStatus;
import dev.windlass.job.Reply;
import dev.windlass.wire.DrainRecord;
import dev.windlass.wire.EventCodec;
import dev.windlass.wire.EventRecord;
import dev.windlass.wire.Json;
import dev.windlass.wire.TaskRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What earlier versions wrote is read, means what it meant, and is gone on with. */
class CorpusTest {
  @TestFactory
  Stream<DynamicTest> everyRecordOfEveryVersionSaysWhatItSaid() {
    return each(
        corpus ->
            corpus.records().stream()
                .filter(line -> line.value() != null)
                .forEach(
                    line ->
                        assertKept(line.topic(), Corpus.tree(line.value()), Specimens.read(line))));
  }

  @TestFactory
  Stream<DynamicTest> everyStateRecordOfEveryVersionSaysWhatItSaid() {
    return each(
        corpus ->
            corpus.state().stream()
                .filter(state -> state.json() != null)
                .forEach(
                    state ->
                        assertKept(
                            state.store() + " " + Specimens.kind(state),
                            state.json(),
                            Corpus.tree(
                                Json.write(
                                    StateCodec.read(state.value(), Specimens.type(state)))))));
  }

  @TestFactory
  Stream<DynamicTest> theEventsOfEveryVersionAddUpToTheHeadersThatItWrote() {
    return each(
        corpus -> {
          Map<JobId, JobHeader> folded = new HashMap<>();
          for (EventRecord event : events(corpus)) {
            JobHeader before = folded.get(event.job());
            if (before != null || event.event() instanceof JobEvent.JobCreated) {
              folded.put(event.job(), JobEvolution.evolve(before, event.event()));
            }
            assertThat(folded.get(event.job())).isEqualTo(event.header());
          }
          corpus.expected().properties().stream()
              .filter(said -> folded.get(JobId.parse(said.getKey())).version() == version(said))
              .forEach(
                  said ->
                      assertKept(
                          said.getKey(),
                          said.getValue(),
                          Corpus.tree(Json.write(folded.get(JobId.parse(said.getKey()))))));
        });
  }

  @TestFactory
  Stream<DynamicTest> batchJobsThatEarlierVersionsLeftUnderWayAreBroughtToTheirEnd() {
    return each(
        corpus -> {
          try (Bench bench = new Bench(Map.of(), corpus.state())) {
            bench.skip(Duration.ofDays(15).plusMinutes(2));
            Map<JobId, JobHeader> newest = new HashMap<>();
            for (int seconds = 0; seconds < 60; seconds++) {
              work(bench, newest);
              bench.pass(Duration.ofSeconds(1));
            }
            assertThat(bench.deadLetters()).isEmpty();
            Set<String> underWay = underWay(corpus);
            assertThat(underWay).hasSizeGreaterThanOrEqualTo(6);
            underWay.forEach(job -> assertCompleted(newest.get(JobId.parse(job))));
          }
        });
  }

  /** So that the next version can be tried with what this one writes. */
  @Test
  void theNewestCorpusHasASpecimenOfEverything() {
    Corpus newest = Corpus.newest();
    List<Corpus.Line> records = newest.records();
    String way = "./mvnw test -Dtest=CorpusWriter -Dwindlass.corpus=<next number> writes another";
    assertThat(records).as(way).extracting(Corpus.Line::topic).containsAll(topics());
    assertThat(events(newest))
        .as(way)
        .<Class<?>>extracting(e -> e.event().getClass())
        .containsAll(List.of(JobEvent.class.getPermittedSubclasses()));
    assertThat(newest.records(Corpus.TOPICS.grants()).stream().map(Specimens::type))
        .as(way)
        .containsAll(List.of(Reply.class.getPermittedSubclasses()))
        .contains(DrainRecord.class);
    assertThat(newest.records(Corpus.TOPICS.directives()).stream().filter(Specimens::isDirective))
        .as(way)
        .extracting(line -> Json.read(line.value(), Directive.class).directive())
        .contains(DirectiveKind.values());
    assertThat(newest.state().stream().map(Specimens::kind).collect(Collectors.toSet()))
        .as(way)
        .containsExactlyInAnyOrderElementsOf(kinds());
  }

  @Test
  void theStoryThatLeavesACorpusCanStillBeTold() {
    try (CorpusStory story = new CorpusStory()) {
      story.tell();
      assertThat(story.records()).extracting(Corpus.Line::topic).containsAll(topics());
      assertThat(story.state().stream().map(Specimens::kind)).containsAll(kinds());
    }
  }

  @Test
  void aCorpusIsNeverWrittenAnew() {
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> Corpus.newest().write(List.of(), List.of(), null))
        .hasMessageContaining("a corpus is never written anew");
  }

  private static Stream<DynamicTest> each(java.util.function.Consumer<Corpus> check) {
    return Corpus.all().stream()
        .map(c -> DynamicTest.dynamicTest(c.toString(), () -> check.accept(c)));
  }

  // --- what there is

  private static List<String> topics() {
    List<String> topics = new ArrayList<>(Corpus.TOPICS.slotted());
    topics.addAll(
        List.of(
            Corpus.TOPICS.workers(),
            Corpus.TOPICS.deadLetters(),
            Corpus.TOPICS.tasks("default", Priority.NORMAL)));
    return topics;
  }

  private static List<String> kinds() {
    List<String> kinds = new ArrayList<>(List.of(SerialKeyStore.NAME));
    Arrays.stream(StateKey.Kind.values()).map(Enum::name).forEach(kinds::add);
    Arrays.stream(Deadline.Kind.values())
        // It stands in the job's dispatch state; the first version wrote it down, and is still
        // read.
        .filter(kind -> kind != Deadline.Kind.RESEND_TASKS)
        .map(kind -> DeadlineStore.NAME + " " + kind)
        .forEach(kinds::add);
    return kinds;
  }

  // --- reading

  private static List<EventRecord> events(Corpus corpus) {
    return corpus.records(Corpus.TOPICS.events()).stream()
        .map(line -> EventCodec.read(line.headers(), line.value()))
        .toList();
  }

  private static long version(Map.Entry<String, JsonNode> header) {
    return header.getValue().get("version").longValue();
  }

  /** Whatever was written is there after it was read; there may be more. */
  private static void assertKept(String where, JsonNode written, JsonNode read) {
    if (!written.isObject()) {
      assertThat(read).as(where).isEqualTo(written);
      return;
    }
    for (Map.Entry<String, JsonNode> field : written.properties()) {
      String at = where + "/" + field.getKey();
      assertThat(read.has(field.getKey())).as(at + " is read").isTrue();
      assertKept(at, field.getValue(), read.get(field.getKey()));
    }
  }

  // --- going on

  private static Set<String> underWay(Corpus corpus) {
    Set<String> jobs = new TreeSet<>();
    for (Map.Entry<String, JsonNode> said : corpus.expected().properties()) {
      JobStatus status = JobStatus.ofLabel(said.getValue().get("status").textValue());
      if (!status.ended() && status != JobStatus.CREATED) {
        jobs.add(said.getKey());
      }
    }
    return jobs;
  }

  private static void assertCompleted(JobHeader header) {
    assertThat(header).isNotNull();
    assertThat(header.status()).as("%s", header).isEqualTo(JobStatus.COMPLETED);
    assertThat(header.operationsDone()).isEqualTo(header.operationsExpected());
    assertThat(header.counts().ended()).isEqualTo(header.subJobs());
    assertThat(header.openGrants()).isZero();
  }

  /** An honest worker with many slots, for a moment. */
  private static void work(Bench bench, Map<JobId, JobHeader> newest) {
    for (TaskRecord task : bench.tasks()) {
      bench.send(Inputs.claim(task.job(), task.task(), task.epoch()));
    }
    note(bench, newest);
    for (Reply reply : bench.replies()) {
      if (reply instanceof Reply.Granted granted) {
        bench.send(Inputs.done(granted, newest.get(granted.job()).work()));
      }
    }
    note(bench, newest);
  }

  private static void note(Bench bench, Map<JobId, JobHeader> newest) {
    for (EventRecord event : bench.events()) {
      newest.put(event.job(), event.header());
    }
  }
}
