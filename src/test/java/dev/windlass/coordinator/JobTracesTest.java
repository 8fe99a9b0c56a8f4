package dev.windlass.coordinator;

import static dev.windlass.coordinator.Inputs.claim;
import static dev.windlass.coordinator.Inputs.create;
import static dev.windlass.coordinator.Inputs.directive;
import static dev.windlass.coordinator.Inputs.done;
import static dev.windlass.testkit.RecordedSteps.TRACEPARENT;
import static dev.windlass.testkit.RecordedSteps.TRACE_ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.job.DirectiveKind;
import dev.windlass.job.JobId;
import dev.windlass.job.Reply;
import dev.windlass.testkit.RecordedSteps;
import dev.windlass.trace.Trace;
import dev.windlass.trace.Tracing;
import dev.windlass.wire.Json;
import dev.windlass.wire.RecordType;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobTracesTest {
  private static final String OTHER = "00-" + "1".repeat(32) + "-2222222222222222-01";

  private final RecordedSteps steps = new RecordedSteps();
  private Bench bench = new Bench(Map.of(), List.of(), steps.tracing());
  private final JobId job = Inputs.job(Bench.START, 1);

  @AfterEach
  void close() {
    bench.close();
    steps.close();
  }

  @Test
  void everythingThatADirectiveBringsAboutBelongsToItsTrace() {
    send(create(job, 1), TRACEPARENT);
    SpanData decided = steps.all().getFirst();
    assertThat(decided.getName()).isEqualTo("process windlass.directives");
    assertThat(decided.getParentSpanId()).isEqualTo("b7ad6b7169203331");
    assertThat(bench.out(bench.topics.events()))
        .hasSize(2)
        .allSatisfy(event -> assertThat(trace(event)).endsWith(decided.getSpanId() + "-01"));
    assertThat(bench.out(bench.topics.control()))
        .hasSize(2)
        .allSatisfy(record -> assertThat(trace(record)).contains(TRACE_ID));
    assertThat(taskTraces()).hasSize(1).allMatch(trace -> trace.contains(TRACE_ID));
  }

  @Test
  void claimsAndProgressGoOnWithTheTraceThatTheyBring() {
    send(create(job, 1), TRACEPARENT);
    send(claim(job, 1, 1), taskTraces().getFirst());
    var answer = bench.out(bench.topics.grants()).getFirst();
    assertThat(trace(answer)).contains(TRACE_ID);
    bench.out(bench.topics.events());
    send(done(Json.read(answer.value(), Reply.Granted.class)), trace(answer));
    assertThat(bench.out(bench.topics.events()))
        .singleElement()
        .satisfies(completed -> assertThat(trace(completed)).contains(TRACE_ID));
    assertThat(steps.all())
        .extracting(SpanData::getName)
        .contains("process windlass.claims", "process windlass.progress");
  }

  @Test
  void whoeverTakesThePartitionOverGoesOnWithTheTrace() {
    send(create(job, 500_000), TRACEPARENT);
    List<Corpus.State> stored = new ArrayList<>();
    try (var all = bench.store(JobStore.NAME).all()) {
      all.forEachRemaining(
          kept -> stored.add(new Corpus.State(JobStore.NAME, kept.key, kept.value)));
    }
    bench.close();
    bench = new Bench(Map.of(), stored, steps.tracing());
    bench.pass(Duration.ofMinutes(2));
    assertThat(taskTraces()).isNotEmpty().allMatch(trace -> trace.contains(TRACE_ID));
  }

  @Test
  void theDirectiveThatSetsItGoingAgainTakesOver() {
    send(create(job, 500_000), TRACEPARENT);
    send(directive(job, DirectiveKind.PAUSE, "p"), null);
    send(directive(job, DirectiveKind.UNPAUSE, "u"), OTHER);
    taskTraces();
    bench.pass(Duration.ofMinutes(2));
    assertThat(taskTraces()).isNotEmpty().noneMatch(trace -> trace.contains(TRACE_ID));
  }

  @Test
  void aRefusedDirectiveTellsItsOwnTraceAndLeavesTheJobsAlone() {
    send(create(job, 500_000), TRACEPARENT);
    taskTraces();
    send(directive(job, DirectiveKind.UNPAUSE, "u"), OTHER);
    bench.pass(Duration.ofMinutes(2));
    assertThat(taskTraces()).isNotEmpty().allMatch(trace -> trace.contains(TRACE_ID));
  }

  @Test
  void whatIsNotRecordedOrNoTraceLeavesNothingBehind() {
    send(create(job, 1), TRACEPARENT.replace("-01", "-00"));
    send(create(Inputs.job(Bench.START, 2), 1), "rubbish");
    assertThat(steps.all()).isEmpty();
    assertThat(bench.out(bench.topics.events()))
        .hasSize(4)
        .allSatisfy(event -> assertThat(event.headers().lastHeader(Trace.PARENT)).isNull());
  }

  @Test
  void withoutOpenTelemetryNothingIsAdded() {
    bench.close();
    bench = new Bench(Map.of(), List.of(), Tracing.OFF);
    send(create(job, 1), TRACEPARENT);
    assertThat(bench.out(bench.topics.events()))
        .hasSize(2)
        .allSatisfy(event -> assertThat(event.headers().lastHeader(Trace.PARENT)).isNull());
  }

  private void send(Object input, String traceparent) {
    Headers headers = new RecordHeaders(RecordType.DIRECTIVE.headers());
    new Trace(traceparent, null).into(headers);
    bench.send(bench.topicOf(input), Json.write(input), headers);
  }

  private List<String> taskTraces() {
    return bench.sentTasks().stream().map(JobTracesTest::trace).toList();
  }

  private static String trace(TestRecord<String, byte[]> record) {
    return new String(record.headers().lastHeader(Trace.PARENT).value(), StandardCharsets.US_ASCII);
  }
}
