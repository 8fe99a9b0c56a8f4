package dev.windlass.cli.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.cli.client.ClientFailure;
import dev.windlass.cli.client.Documents;
import dev.windlass.cli.client.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobFileTest {
  private static final String BOTH =
      "{\"definition\":{\"name\":\"a\",\"handler\":\"simulate\"},\"batchJob\":{\"subJobs\":3}}";

  @Test
  void bothPartsMayStandInOneDocumentOrInTwo() {
    JobFile one = read("definition: {name: a, handler: simulate}\nbatchJob: {subJobs: 3}\n");
    assertThat(one.definition().path("handler").asText()).isEqualTo("simulate");
    assertThat(one.batchJob()).hasToString("{\"subJobs\":3,\"definition\":\"default/a\"}");
    assertThat(read("name: a\nhandler: simulate\n---\nsubJobs: 3\n")).isEqualTo(one);
    assertThat(read("---\nsubJobs: 3\n---\nname: a\nhandler: simulate\n")).isEqualTo(one);
    assertThat(read(BOTH)).isEqualTo(one);
    assertThat(read(BOTH.replace("{\"sub", "{\n\t\"sub"))).as("tabs").isEqualTo(one);
  }

  @Test
  void aDefinitionThatTheServerHasIsNamed() {
    JobFile file = read("definition: default/a\nbatchJob: {subJobs: 3}\n");
    assertThat(file.definition()).isNull();
    assertThat(file.batchJob().path("definition").asText()).isEqualTo("default/a");
    assertThat(
            read("batchJob: {definition: default/a, subJobs: 3}\n")
                .batchJob()
                .path("definition")
                .asText())
        .isEqualTo("default/a");
  }

  @Test
  void rowsLieBesideTheJobFile() {
    assertThat(read("definition: a\nrows: data/rows.csv\n").rows())
        .isEqualTo(Path.of("jobs/data/rows.csv"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          definitions: {}                                    | has the key 'definitions'; the keys are batchJob, definition, rows
          batchJob: {subJobs: 3}                             | names no definition
          definition: [1]                                    | has 'definition': it must be an object
          definition: {handler: simulate}                    | has no name
          definition: {name: a}\\nbatchJob: {definition: x/b} | has the definition default/a and a batch job of x/b
          a: 1\\n---\\nb: 2\\n---\\nc: 3                         | holds 3 documents
          - 1                                                | must hold objects (key: value), found ARRAY
          a: 1\\na: 2                                         | Duplicate field 'a'
          {"a": 1                                            | can't be read: line 1
          """)
  void whatIsWrongIsSaid(String text, String said) {
    assertThatThrownBy(() -> read(text.replace("\\n", "\n")))
        .isInstanceOfSatisfying(
            ClientFailure.class, e -> assertThat(e.code()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining("jobs/job.yaml")
        .hasMessageContaining(said);
  }

  private static JobFile read(String text) {
    return JobFile.of(Path.of("jobs/job.yaml"), Documents.parse("jobs/job.yaml", text));
  }
}
