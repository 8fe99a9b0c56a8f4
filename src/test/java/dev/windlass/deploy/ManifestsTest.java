package dev.windlass.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is true of everything that the chart makes, whatever the values. */
class ManifestsTest {
  private static final Pattern NAME = Pattern.compile("[a-z]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final Pattern LABEL = Pattern.compile("([A-Za-z0-9]([-\\w.]{0,61}[A-Za-z0-9])?)?");
  private static final Pattern USER = Pattern.compile("(?m)^USER (\\d+):(\\d+)$");

  static Stream<Path> valuesFiles() throws IOException {
    return Release.valuesFiles();
  }

  @ParameterizedTest
  @MethodSource("valuesFiles")
  void helmFindsNothingToSayAboutTheChart(Path values, @TempDir Path directory) throws Exception {
    Path chart = directory.resolve("windlass");
    Release.copyChart(chart);
    Release.YAML.writeValue(chart.resolve("values.yaml").toFile(), Release.merged(values));
    LintResult result = new Helm(chart).lint().strict().call();
    assertThat(result.getMessages()).as(values.toString()).noneMatch(m -> m.contains("[ERROR]"));
    assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("valuesFiles")
  void everyManifestIsOfTheTypeThatItNames(Path values) throws Exception {
    List<JsonNode> manifests = Release.of(values).manifests();
    assertThat(manifests).isNotEmpty();
    for (JsonNode manifest : manifests) {
      assertThat(ManifestTypes.read(manifest)).as(References.where(manifest)).isNotNull();
    }
  }

  @Test
  void aFieldThatATypeDoesNotHaveIsFound() throws Exception {
    JsonNode deployment = Release.of(Release.values("least")).deployment("api").deepCopy();
    ((ObjectNode) Release.container(deployment).path("startupProbe")).put("periodSecond", 5);
    assertThatThrownBy(() -> ManifestTypes.read(deployment)).hasMessageContaining("periodSecond");
  }

  @ParameterizedTest
  @MethodSource("valuesFiles")
  void nothingNamesWhatIsNotThere(Path values) throws Exception {
    assertThat(References.missing(Release.of(values))).isEmpty();
  }

  @Test
  void aNameThatLeadsNowhereIsFound() throws Exception {
    Release release = Release.rendered(Release.values("least"), Map.of());
    ObjectNode api = (ObjectNode) release.deployment("api").at("/spec/template/spec");
    api.put("serviceAccountName", "nobody");
    ((ObjectNode) api.findValue("secret")).put("secretName", "lost");
    ((ObjectNode) api.at("/volumes/0")).put("name", "temp");
    api.put("priorityClassName", "urgent");
    assertThat(References.missing(release))
        .hasSize(4)
        .anyMatch(line -> line.contains("names PriorityClass 'urgent'"))
        .anyMatch(line -> line.contains("names ServiceAccount 'nobody'"))
        .anyMatch(line -> line.contains("names Secret 'lost'"))
        .anyMatch(line -> line.contains("has volumes"));
  }

  @ParameterizedTest
  @MethodSource("valuesFiles")
  void everySelectorSelectsPodsOfTheRelease(Path values) throws Exception {
    Release release = Release.of(values);
    for (JsonNode manifest : release.manifests()) {
      for (String at : List.of("/spec/selector/matchLabels", "/spec/podSelector/matchLabels")) {
        if (manifest.at(at).isObject()
            && !manifest.path("kind").asText().equals("ServiceMonitor")) {
          assertThat(selected(release, manifest.at(at)))
              .as(References.where(manifest))
              .isNotEmpty();
        }
      }
    }
    for (JsonNode service : release.ofKind("Service")) {
      assertThat(selected(release, service.at("/spec/selector")))
          .as(References.where(service))
          .anyMatch(pods -> hasPort(pods, service.at("/spec/ports/0/targetPort").asText()));
    }
    for (JsonNode monitor : release.ofKind("ServiceMonitor")) {
      assertThat(release.ofKind("Service"))
          .anyMatch(
              service ->
                  isPartOf(
                      monitor.at("/spec/selector/matchLabels"), service.at("/metadata/labels")));
    }
  }

  @ParameterizedTest
  @MethodSource("valuesFiles")
  void aDeploymentAndItsBudgetSelectTheirOwnPodsAndNoOthers(Path values) throws Exception {
    Release release = Release.of(values);
    Set<String> budgets = new HashSet<>();
    for (JsonNode owner :
        Stream.concat(
                release.ofKind("Deployment").stream(),
                release.ofKind("PodDisruptionBudget").stream())
            .toList()) {
      List<JsonNode> pods = selected(release, owner.at("/spec/selector/matchLabels"));
      assertThat(pods).as(References.where(owner)).hasSize(1);
      assertThat(Release.component(pods.getFirst())).isEqualTo(Release.component(owner));
      budgets.add(owner.path("kind").asText() + Release.component(owner));
    }
    assertThat(budgets).hasSize(2 * release.ofKind("Deployment").size());
  }

  @ParameterizedTest
  @MethodSource("valuesFiles")
  void everyNameAndLabelIsOneThatKubernetesTakes(Path values) throws Exception {
    Release release = Release.of(values);
    Set<String> names = new HashSet<>();
    for (JsonNode manifest : release.manifests()) {
      assertThat(Release.nameOf(manifest)).matches(NAME);
      assertThat(names.add(References.where(manifest))).as(References.where(manifest)).isTrue();
      for (JsonNode label : manifest.at("/metadata/labels")) {
        assertThat(label.isTextual()).as(label.toString()).isTrue();
        assertThat(label.asText()).matches(LABEL);
      }
      assertThat(manifest.at("/metadata/labels/app.kubernetes.io~1instance").asText())
          .isEqualTo("nightly");
    }
  }

  @ParameterizedTest
  @MethodSource("valuesFiles")
  void noPodCanDoMoreThanItMust(Path values) throws Exception {
    Matcher user = USER.matcher(Files.readString(Path.of("deploy", "Dockerfile")));
    assertThat(user.find()).isTrue();
    for (JsonNode maker : Release.of(values).podMakers()) {
      JsonNode pod = maker.at("/spec/template/spec");
      assertThat(pod.path("securityContext"))
          .as(References.where(maker))
          .isEqualTo(
              Release.YAML.readTree(
                  """
                  runAsNonRoot: true
                  runAsUser: %s
                  runAsGroup: %s
                  fsGroup: %s
                  seccompProfile: { type: RuntimeDefault }
                  """
                      .formatted(user.group(1), user.group(2), user.group(2))));
      assertThat(Release.container(maker).path("securityContext"))
          .isEqualTo(
              Release.YAML.readTree(
                  """
                  allowPrivilegeEscalation: false
                  readOnlyRootFilesystem: true
                  capabilities: { drop: [ALL] }
                  """));
      assertThat(pod.path("automountServiceAccountToken").toString()).isEqualTo("false");
      assertThat(pod.path("enableServiceLinks").toString()).isEqualTo("false");
      assertThat(pod.path("containers")).hasSize(1);
      assertThat(pod.has("hostNetwork") || pod.toString().contains("hostPath")).isFalse();
      assertThat(Release.container(maker).at("/resources/limits/memory").asText()).isNotEmpty();
    }
    for (JsonNode account : Release.of(values).ofKind("ServiceAccount")) {
      assertThat(account.path("automountServiceAccountToken").toString()).isEqualTo("false");
    }
  }

  @ParameterizedTest
  @MethodSource("valuesFiles")
  void noSecretIsInTheChartAndNoneInTheClear(Path values) throws Exception {
    Release release = Release.of(values);
    assertThat(release.ofKind("Secret")).isEmpty();
    for (JsonNode maker : release.podMakers()) {
      for (JsonNode variable : Release.container(maker).path("env")) {
        boolean secret =
            variable.path("name").asText().matches(".*(PASSWORD|JAAS|SECRET|ACCESS_KEY).*");
        assertThat(secret && variable.has("value")).as(variable.toString()).isFalse();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("valuesFiles")
  void everyPodIsUnderAPolicyThatSaysWhatMayPass(Path values) throws Exception {
    Release release = Release.of(values);
    List<JsonNode> policies = release.ofKind("NetworkPolicy");
    if (!release.values().at("/networkPolicy/enabled").asBoolean()) {
      assertThat(policies).isEmpty();
      return;
    }
    for (JsonNode maker : release.podMakers()) {
      JsonNode labels = maker.at("/spec/template/metadata/labels");
      List<JsonNode> own =
          policies.stream()
              .filter(p -> isPartOf(p.at("/spec/podSelector/matchLabels"), labels))
              .toList();
      assertThat(own).as(References.where(maker)).hasSize(2);
      assertThat(own)
          .allMatch(p -> p.at("/spec/policyTypes").toString().equals("[\"Ingress\",\"Egress\"]"));
      assertThat(own).anyMatch(p -> !p.path("spec").has("egress"));
      assertThat(own.toString()).contains("\"port\":53");
    }
  }

  private static List<JsonNode> selected(Release release, JsonNode labels) {
    return release.podMakers().stream()
        .filter(maker -> isPartOf(labels, maker.at("/spec/template/metadata/labels")))
        .toList();
  }

  private static boolean isPartOf(JsonNode labels, JsonNode all) {
    return labels.properties().stream()
        .allMatch((Map.Entry<String, JsonNode> l) -> l.getValue().equals(all.get(l.getKey())));
  }

  private static boolean hasPort(JsonNode pods, String name) {
    return References.stream(Release.container(pods).path("ports"))
        .anyMatch(port -> port.path("name").asText().equals(name));
  }
}
