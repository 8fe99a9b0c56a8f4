package dev.windlass.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What a public forge runs: the same as .ci/run, with no more rights than to read. */
class WorkflowTest {
  private static final Path WORKFLOW = Path.of(".github", "workflows", "ci.yml");
  private static final Pattern USES = Pattern.compile("uses:(.*)");
  private static final Pattern RELEASE = Pattern.compile("<maven.compiler.release>(\\d+)<");

  private final JsonNode workflow =
      new YAMLMapper(
              YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .readTree(new File(WORKFLOW.toString()));

  WorkflowTest() throws IOException {}

  @Test
  void pinsEveryActionByItsCommitAndSaysWhichVersionThatIs() throws IOException {
    List<String> actions = found(USES, WORKFLOW);
    assertThat(actions)
        .isNotEmpty()
        .allSatisfy(
            action ->
                assertThat(action).matches(" [\\w-]+/[\\w-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+"));
  }

  @Test
  void mayOnlyReadTheSource() {
    assertThat(workflow.path("permissions").toString()).isEqualTo("{\"contents\":\"read\"}");
    assertThat(workflow.path("jobs"))
        .allSatisfy(job -> assertThat(job.has("permissions")).isFalse());
    assertThat(workflow.path("on").has("pull_request_target")).isFalse();
  }

  @Test
  void runsWhatCiRunsOnTheOldestJdkAndANewerOne() throws IOException {
    JsonNode job = workflow.at("/jobs/verify");
    List<Integer> jdks =
        StreamSupport.stream(job.at("/strategy/matrix/java").spliterator(), false)
            .map(JsonNode::asInt)
            .toList();
    int oldest = Integer.parseInt(found(RELEASE, Path.of("pom.xml")).getFirst());
    assertThat(jdks).hasSize(2).contains(oldest).allMatch(jdk -> jdk >= oldest);
    assertThat(job.path("steps"))
        .anySatisfy(step -> assertThat(step.path("run").asText()).isEqualTo(".ci/run"));
    assertThat(Path.of(".ci", "run")).isExecutable();
  }

  @Test
  void endsByItselfAndKeepsTheReportsWhenItDoes() {
    assertThat(workflow.path("jobs"))
        .allSatisfy(
            job -> {
              int limit = job.path("timeout-minutes").asInt();
              assertThat(limit).isPositive();
              assertThat(job.path("steps"))
                  .filteredOn(step -> step.has("timeout-minutes"))
                  .isNotEmpty()
                  .allMatch(step -> step.path("timeout-minutes").asInt() < limit);
            });
  }

  private static List<String> found(Pattern pattern, Path file) throws IOException {
    return pattern
        .matcher(Files.readString(file))
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }
}
