package dev.windlass.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.testkit.Written;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ContractSchemasTest {
  private final Map<String, JsonNode> schemas = Contract.schemas();

  @TestFactory
  Stream<DynamicTest> theSchemaIsWhatTheRecordIs() {
    return schemas.entrySet().stream()
        .map(
            s ->
                DynamicTest.dynamicTest(
                    s.getKey(),
                    () -> Written.check(file(s.getKey()), Contract.pretty(s.getValue()))));
  }

  @Test
  void thereIsNoSchemaOfSomethingElse() throws IOException {
    try (Stream<Path> files = Files.list(Contract.SCHEMAS)) {
      assertThat(files)
          .map(f -> f.getFileName().toString().replace(".json", ""))
          .containsExactlyInAnyOrderElementsOf(schemas.keySet());
    }
  }

  private static Path file(String name) {
    return Contract.SCHEMAS.resolve(name + ".json");
  }
}
