package dev.windlass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.windlass.cli.kafka.AclCommands;
import dev.windlass.cli.kafka.StrimziManifests;
import dev.windlass.testkit.Settings;
import dev.windlass.testkit.Written;
import dev.windlass.wire.Right;
import dev.windlass.wire.Rights;
import dev.windlass.wire.TopicPlan;
import dev.windlass.wire.WireConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.utils.SecurityUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies below deploy/kafka is what the code says, and says all of it. */
class ExportKafkaTest {
  private static final Path DEPLOY = Path.of("deploy", "kafka");

  private final WireConfig wire =
      Settings.of(WireConfig.class, Map.of("windlass.topics.replication-factor", "3"));
  private final StrimziManifests manifests = new StrimziManifests(wire, "kafka");

  /** Who may do what, as plain as can be compared. */
  private record Granted(String user, String operation, ResourcePattern on) {
    static Granted of(Right right, WireConfig wire) {
      return new Granted(
          right.duty().user(wire.names()), SecurityUtils.operationName(right.may()), right.on());
    }
  }

  @Test
  void theFilesAreWhatTheCodeSays() {
    Written.check(DEPLOY.resolve("acls.sh"), AclCommands.of(wire, false));
    Written.check(DEPLOY.resolve("users.yaml"), manifests.users(false));
    Written.check(DEPLOY.resolve("topics.yaml"), manifests.topics());
  }

  @Test
  void theManifestsOfUsersGrantTheTableAndNothingMore() throws IOException {
    Set<Granted> granted = new HashSet<>();
    for (JsonNode user : documents(manifests.users(true))) {
      assertThat(user.get("apiVersion").asText()).isEqualTo("kafka.strimzi.io/v1");
      assertThat(user.get("kind").asText()).isEqualTo("KafkaUser");
      assertThat(user.at("/spec/authentication/type").asText()).isEqualTo("scram-sha-512");
      assertThat(user.at("/spec/authorization/type").asText()).isEqualTo("simple");
      for (JsonNode acl : user.at("/spec/authorization/acls")) {
        for (JsonNode operation : acl.get("operations")) {
          granted.add(
              new Granted(
                  user.at("/metadata/name").asText(),
                  operation.asText(),
                  on(
                      acl.at("/resource/type")
                          .asText()
                          .replace("transactionalId", "transactional_id"),
                      acl.at("/resource/name").asText(),
                      acl.at("/resource/patternType").asText().replace("prefix", "prefixed"))));
        }
      }
    }
    assertThat(granted).containsExactlyInAnyOrderElementsOf(table());
  }

  @Test
  void theManifestsOfTopicsAreThePlan() throws IOException {
    List<JsonNode> topics = documents(manifests.topics());
    List<NewTopic> plan = new TopicPlan(wire).topics();
    assertThat(topics).hasSameSizeAs(plan);
    for (int i = 0; i < plan.size(); i++) {
      JsonNode spec = topics.get(i).get("spec");
      assertThat(topics.get(i).get("kind").asText()).isEqualTo("KafkaTopic");
      assertThat(spec.get("topicName").asText()).isEqualTo(plan.get(i).name());
      assertThat(spec.get("partitions").asInt()).isEqualTo(plan.get(i).numPartitions());
      assertThat(spec.get("replicas").asInt()).isEqualTo(3);
      assertThat(new YAMLMapper().convertValue(spec.get("config"), Map.class))
          .isEqualTo(plan.get(i).configs());
    }
  }

  @Test
  void theScriptGrantsTheTableAndNothingMore(@TempDir Path bin) throws Exception {
    Path tool = Files.writeString(bin.resolve("kafka-acls.sh"), "#!/bin/sh\necho \"$@\"\n");
    assertThat(tool.toFile().setExecutable(true)).isTrue();
    ProcessBuilder shell = new ProcessBuilder("sh", "-s").redirectErrorStream(true);
    shell.environment().put("PATH", bin + ":" + System.getenv("PATH"));
    shell.environment().put("BOOTSTRAP", "kafka:9093");
    shell.environment().put("ADMIN", "admin.properties");
    shell.environment().put("WINDLASS_WORKER", "User:CN=worker");
    Process run = shell.start();
    try (var script = run.outputWriter()) {
      script.write(AclCommands.of(wire, true));
    }
    Set<Granted> granted = new HashSet<>();
    run.inputReader().lines().forEach(line -> granted.addAll(granted(line)));
    assertThat(run.waitFor()).isZero();
    assertThat(granted).containsExactlyInAnyOrderElementsOf(table());
  }

  @Test
  void theCommandTakesThePrefixFromTheConfiguration() {
    System.setProperty("windlass.topics.prefix", "blue_1");
    try {
      StringWriter out = new StringWriter();
      assertThat(
              Main.commandLine()
                  .setOut(new PrintWriter(out))
                  .execute("export-kafka", "topics", "--cluster", "mine"))
          .isZero();
      assertThat(out.toString())
          .contains("name: \"blue-1.events\"", "topicName: \"blue_1.events\"", "\"mine\"")
          .doesNotContain("windlass.events");
    } finally {
      System.clearProperty("windlass.topics.prefix");
    }
  }

  private List<Granted> table() {
    return new Rights(wire)
        .all().stream().map(right -> Granted.of(right, wire)).distinct().toList();
  }

  /** One call of the tool, as its arguments are. */
  private static List<Granted> granted(String line) {
    String principal = words(line, "allow-principal").getFirst();
    String user = principal.equals("User:CN=worker") ? "windlass-worker" : principal.substring(5);
    String pattern = words(line, "resource-pattern-type").getFirst();
    return List.of("topic", "group", "transactional-id").stream()
        .flatMap(
            type ->
                words(line, type).stream()
                    .flatMap(
                        name ->
                            words(line, "operation").stream()
                                .map(o -> new Granted(user, o, on(type, name, pattern)))))
        .toList();
  }

  private static List<String> words(String line, String option) {
    Matcher found = Pattern.compile("--" + option + " (\\S+)").matcher(line);
    return found.results().map(result -> result.group(1)).toList();
  }

  private static ResourcePattern on(String type, String name, String pattern) {
    return new ResourcePattern(
        ResourceType.fromString(type.replace('-', '_').toUpperCase()),
        name,
        PatternType.fromString(pattern.toUpperCase()));
  }

  private static List<JsonNode> documents(String yaml) throws IOException {
    try (MappingIterator<JsonNode> all =
        new YAMLMapper().readerFor(JsonNode.class).readValues(yaml)) {
      return all.readAll().stream().filter(node -> !node.isNull()).toList();
    }
  }
}
