package dev.windlass.compat.voiceagent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.compat.voiceagent.TestCase.Part;
import dev.windlass.compat.voiceagent.TestCase.Turn;
import dev.windlass.compat.voiceagent.Worker.CallDefinition;
import dev.windlass.compat.voiceagent.Worker.CaseRef;
import dev.windlass.compat.voiceagent.WorkerDefinition.Used;
import dev.windlass.control.Documents.Document;
import dev.windlass.job.Definition;
import dev.windlass.testkit.Settings;
import dev.windlass.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkerDefinitionTest {
  private static final Turn TURN =
      new Turn(new Part("substring", "welcome"), new Part("string", "hello"));
  private final Document<TestCase> greeting =
      new Document<>(
          "c1",
          "default",
          3,
          new TestCase("greeting", null, "default", List.of(TURN, TURN, TURN)),
          Instant.EPOCH,
          Instant.EPOCH);
  private final Worker worker =
      new Worker(
          "caller",
          "calls",
          "default",
          2,
          1,
          new CallDefinition(null, "sip:a", "sip:b", null, null),
          List.of(new CaseRef("c1"), new CaseRef("c2"), new CaseRef("c1")));

  @Test
  void turnsAreSimulatedWhereNoHandlerIsNamed() {
    Definition definition = form(Map.of()).of("w", worker, Map.of("c1", greeting));
    assertThat(definition.reference()).isEqualTo("default/w");
    assertThat(definition.handler()).isEqualTo("simulate");
    assertThat(definition.description()).isEqualTo("caller");
    assertThat(definition.iterations()).isEqualTo(2);
    assertThat(definition.failuresToIgnore()).isEqualTo(1);
    assertThat(definition.operationTimeout()).isEqualTo(Duration.ofHours(1));
    assertThat(definition.cases().getFirst().parameters())
        .isEqualTo(
            Map.of(
                "duration",
                "PT3S",
                "testCase",
                Map.of("caseId", "c1", "rev", "3", "name", "greeting")));
  }

  @Test
  void aTurnLastsAsLongAsTheSettingsSay() {
    Map<String, String> settings = Map.of("windlass.voiceagent.turn-duration", "PT0.5S");
    assertThat(
            form(settings).of("w", worker, Map.of("c1", greeting)).cases().getFirst().parameters())
        .containsEntry("duration", "PT1.5S");
  }

  @Test
  void aNamedHandlerGetsTheTestCaseAndTheCall() {
    Map<String, String> settings =
        Map.of(
            "windlass.voiceagent.handler", "http",
            "windlass.voiceagent.case-parameter", "body",
            "windlass.voiceagent.parameters.method", "POST");
    Definition definition = form(settings).of("w", worker, Map.of("c1", greeting));
    assertThat(definition.handler()).isEqualTo("http");
    assertThat(definition.parameters()).isEqualTo(Map.of("method", "POST"));
    Map<String, Object> turn =
        Map.of(
            "receive", Map.of("type", "substring", "value", "welcome"),
            "send", Map.of("type", "string", "value", "hello"));
    assertThat(definition.cases().getFirst().parameters())
        .isEqualTo(
            Map.of(
                "body",
                Map.of(
                    "caseId", "c1",
                    "rev", "3",
                    "name", "greeting",
                    "turns", List.of(turn, turn, turn),
                    "callDefinition",
                        Map.of("tenantId", "dummy", "to", "sip:a", "from", "sip:b"))));
  }

  @Test
  void aDeletedTestCaseStandsOnWhatNothingHas() {
    Definition.Case deleted = form(Map.of()).of("w", worker, Map.of("c1", greeting)).cases().get(1);
    assertThat(deleted.id()).isEqualTo("c2");
    assertThat(deleted.parameters())
        .containsEntry("deleted", "{row.test case c2 was deleted}")
        .doesNotContainKey("duration");
  }

  @Test
  void aTestCaseMayBeUsedTwice() {
    WorkerDefinition form = form(Map.of());
    Definition definition = form.of("w", worker, Map.of("c1", greeting));
    assertThat(definition.cases())
        .extracting(Definition.Case::id)
        .containsExactly("c1", "c2", "c1.2");
    assertThat(definition.cases().stream().map(form::used))
        .containsExactly(
            new Used("c1", "3", "greeting"),
            new Used("c2", "0", null),
            new Used("c1", "3", "greeting"));
  }

  @Test
  void whatIsReadBackIsWhatWasWritten() {
    for (Map<String, String> settings :
        List.of(Map.<String, String>of(), Map.of("windlass.voiceagent.handler", "http"))) {
      Definition definition = form(settings).of("w", worker, Map.of("c1", greeting));
      assertThat(Json.read(Json.write(definition), Definition.class)).isEqualTo(definition);
    }
  }

  @Test
  void aCaseOfOthersIsCalledByItsId() {
    assertThat(form(Map.of()).used(new Definition.Case("geocode", Map.of("testCase", "text"))))
        .isEqualTo(new Used("geocode", null, null));
  }

  private static WorkerDefinition form(Map<String, String> settings) {
    return new WorkerDefinition(Settings.of(VoiceAgentConfig.class, settings));
  }
}
