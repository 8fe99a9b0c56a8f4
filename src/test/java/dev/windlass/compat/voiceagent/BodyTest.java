package dev.windlass.compat.voiceagent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.windlass.control.ProblemCode;
import dev.windlass.control.Refusal;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BodyTest {
  private static final String CALL = "\"callDefinition\":{\"to\":\"a\",\"from\":\"b\"}";

  @Test
  void aWorkerHasTheProductsDefaults() {
    Worker worker = worker("{\"name\":\"n\",\"iterations\":0," + CALL + ",\"later\":true}");
    assertThat(worker.callDefinition().tenantId()).isEqualTo("dummy");
    assertThat(worker.cases()).isEmpty();
    assertThat(worker.failuresToIgnore()).isNull();
    assertThat(worker.namespace()).isNull();
    assertThat(
            worker(
                    "{\"name\":\"n\",\"iterations\":1,\"callDefinition\":{\"to\":\"a\",\"from\":\"b\","
                        + "\"tenantConfig\":{\"config\":{\"x\":1}}}}")
                .callDefinition()
                .tenantConfig()
                .updateMethod())
        .isEqualTo("merge");
  }

  @Test
  void allThatIsWrongWithAWorkerIsSaidLineByLine() {
    assertThat(refusedWorker("{}"))
        .isEqualTo(
            """
            name must be 1 to 50 characters
            iterations must be a whole number of at least 0
            callDefinition must not be null""");
    assertThat(
            refusedWorker(
                """
                {"name": "%s", "description": "%s", "namespace": "a b", "iterations": -1,
                 "failuresToIgnore": -1, "cases": [{}],
                 "callDefinition": {"to": "", "tenantConfig": {"updateMethod": "add"}}}
                """
                    .formatted("n".repeat(51), "d".repeat(151))))
        .isEqualTo(
            """
            name must be 1 to 50 characters
            description must be 1 to 150 characters
            namespace must be 1 to 50 characters of [A-Za-z0-9._-]
            iterations must be a whole number of at least 0
            failuresToIgnore must be a whole number of at least 0
            cases must have a caseId each
            callDefinition.to must not be empty
            callDefinition.from must not be empty
            callDefinition.tenantConfig.updateMethod must be one of merge, replace""");
  }

  @Test
  void allThatIsWrongWithATestCaseIsSaidLineByLine() {
    assertThat(refusedCase("{\"name\":\"\",\"turns\":[]}"))
        .isEqualTo("name must be 1 to 50 characters\nturns must be 1 to 1000");
    assertThat(
            refusedCase(
                """
                {"name": "n", "turns": [ {}, null,
                  {"receive": {"type": "glob", "value": "x"}, "send": {"type": "commands"}} ]}
                """))
        .isEqualTo(
            """
            turns[0] must have receive or send
            turns[1] must have receive or send
            turns[2].receive.type must be one of andList, context, orList, regex, string, substring
            turns[2].send.value must not be null""");
  }

  @Test
  void everyTypeOfATurnIsTaken() {
    for (String type :
        new String[] {"string", "substring", "regex", "context", "andList", "orList"}) {
      assertThat(testCase("receive", type).turns()).hasSize(1);
    }
    for (String type : new String[] {"string", "commands"}) {
      assertThat(testCase("send", type).turns()).hasSize(1);
    }
  }

  @Test
  void noBodyIsRefusedInTheProductsWords() {
    for (String none : new String[] {"", " ", "null"}) {
      assertThat(refusedWorker(none)).isEqualTo("Body is required. Must not be null.");
    }
  }

  @Test
  void aFieldOfAnotherTypeIsNamed() {
    assertThat(refusedWorker("{\"iterations\":\"many\"}")).startsWith("iterations: ");
    assertThat(refusedWorker("{\"iterations\":1.5}")).startsWith("iterations: ");
    assertThat(refusedWorker("{\"cases\":[{\"caseId\":[]}]}")).startsWith("cases[0].caseId: ");
    assertThat(refusedWorker("[]")).startsWith("the body: ");
    assertThat(refusedWorker("{\"name\":\"\\u0000\"}")).contains("'name' holds the character 0");
  }

  @Test
  void whatIsNoJsonOrTooLongIsRefused() {
    assertThat(catchThrowableOfType(Refusal.class, () -> worker("{\"name\":")).code())
        .isEqualTo(ProblemCode.MALFORMED_JSON);
    assertThat(catchThrowableOfType(Refusal.class, () -> worker(" ".repeat(1001))).code())
        .isEqualTo(ProblemCode.BODY_TOO_LARGE);
  }

  private static TestCase testCase(String side, String type) {
    return read(
        "{\"name\":\"n\",\"turns\":[{\"%s\":{\"type\":\"%s\",\"value\":[\"x\"]}}]}"
            .formatted(side, type),
        TestCase.class);
  }

  private static Worker worker(String json) {
    return read(json, Worker.class);
  }

  private static String refusedWorker(String json) {
    return catchThrowableOfType(Answer.class, () -> worker(json)).getMessage();
  }

  private static String refusedCase(String json) {
    return catchThrowableOfType(Answer.class, () -> read(json, TestCase.class)).getMessage();
  }

  private static <T extends Body.Checked> T read(String json, Class<T> type) {
    return Body.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), type, 1000);
  }
}
