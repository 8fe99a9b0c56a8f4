package dev.windlass.compat.voiceagent;

import dev.windlass.control.Refusal;
import dev.windlass.fuzz.Fuzz;
import dev.windlass.wire.Json;
import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.Test;

class VoiceAgentFuzzTest {
  @Test
  void aWorkerIsReadOrRefusedAndComesBack() {
    read(
        "voiceagent worker",
        Worker.class,
        """
        { "name": "n", "description": "d", "namespace": "default", "iterations": 1,
          "failuresToIgnore": 0, "cases": [ { "caseId": "a" } ],
          "callDefinition": { "to": "a", "from": "b", "tenantId": "t", "route": [1],
            "tenantConfig": { "config": { "x": 1 }, "updateMethod": "merge" } } }""");
  }

  @Test
  void aTestCaseIsReadOrRefusedAndComesBack() {
    read(
        "voiceagent case",
        TestCase.class,
        """
        { "name": "n", "turns": [
          { "receive": { "type": "string", "value": "hello" },
            "send": { "type": "string", "value": "hi" } },
          { "receive": { "type": "orList", "value": [ { "type": "regex", "value": "a.*" } ] } } ] }""");
  }

  private static <T extends Body.Checked> void read(String name, Class<T> type, String seed) {
    Fuzz.of(name, bytes -> Body.read(new ByteArrayInputStream(bytes), type, 1 << 20))
        .seeds(seed)
        .refusing(Answer.class, Refusal.class)
        .comesBack(Json::write)
        .run();
  }
}
