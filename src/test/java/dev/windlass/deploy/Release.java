package dev.windlass.deploy;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** What Helm makes of the chart with one file of values, hooks among it. */
record Release(JsonNode values, List<JsonNode> manifests) {
  static final Path CHART = Path.of("helm", "windlass");
  static final String HOOK = "shown.helm.sh/hook";

  private static final Path OTHERS = Path.of("src", "test", "resources", "chart");

  /** Rendering takes a tenth of a second, and nobody changes what came of it. */
  private static final Map<Path, Release> KNOWN = new ConcurrentHashMap<>();

  static final YAMLMapper YAML =
      YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /** Every file of values, those that are shipped and those of the tests. */
  static Stream<Path> valuesFiles() throws IOException {
    return Stream.concat(
        shippedValues().stream(), Files.list(OTHERS).filter(f -> f.toString().endsWith(".yaml")));
  }

  static List<Path> shippedValues() throws IOException {
    try (Stream<Path> files = Files.list(CHART)) {
      return files.filter(f -> f.getFileName().toString().startsWith("values-")).sorted().toList();
    }
  }

  static Path values(String name) {
    return OTHERS.resolve(name + ".yaml");
  }

  static Release of(Path values) throws IOException {
    Release known = KNOWN.get(values);
    if (known == null) {
      known = rendered(values, Map.of());
      KNOWN.put(values, known);
    }
    return known;
  }

  static Release rendered(Path values, Map<String, String> more) throws IOException {
    String text = command(ShowingHooks.CHART, values, more).call();
    List<JsonNode> manifests = new ArrayList<>();
    try (MappingIterator<JsonNode> documents = YAML.readerFor(JsonNode.class).readValues(text)) {
      documents.forEachRemaining(
          document -> {
            if (document != null && document.isObject()) {
              manifests.add(document);
            }
          });
    }
    return new Release(merged(values), manifests);
  }

  static TemplateCommand command(Path chart, Path values, Map<String, String> more) {
    TemplateCommand command =
        new Helm(chart)
            .template()
            .withName("nightly")
            .withNamespace("batch")
            .withKubeVersion("1.34.0")
            .withValuesFile(values);
    more.forEach(command::set);
    return command;
  }

  /** The chart's own values with those of a file over them, as Helm puts them together. */
  static JsonNode merged(Path values) throws IOException {
    ObjectNode all = (ObjectNode) YAML.readTree(CHART.resolve("values.yaml").toFile());
    return merge(all, YAML.readTree(values.toFile()));
  }

  List<JsonNode> ofKind(String kind) {
    return manifests.stream().filter(m -> m.path("kind").asText().equals(kind)).toList();
  }

  JsonNode named(String kind, String name) {
    return ofKind(kind).stream()
        .filter(m -> nameOf(m).equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("There is no " + kind + " " + name));
  }

  JsonNode deployment(String role) {
    return ofKind("Deployment").stream()
        .filter(d -> component(d).equals(role))
        .findFirst()
        .orElseThrow(() -> new AssertionError("There is no deployment of " + role));
  }

  /** What makes pods: deployments and jobs. */
  List<JsonNode> podMakers() {
    return manifests.stream().filter(m -> m.at("/spec/template/spec").isObject()).toList();
  }

  static String nameOf(JsonNode manifest) {
    return manifest.at("/metadata/name").asText();
  }

  static String component(JsonNode manifest) {
    return manifest.at("/metadata/labels/app.kubernetes.io~1component").asText();
  }

  static JsonNode container(JsonNode podMaker) {
    return podMaker.at("/spec/template/spec/containers/0");
  }

  static JsonNode variable(JsonNode podMaker, String name) {
    for (JsonNode variable : container(podMaker).path("env")) {
      if (variable.path("name").asText().equals(name)) {
        return variable;
      }
    }
    return YAML.missingNode();
  }

  static String valueOf(JsonNode podMaker, String name) {
    return variable(podMaker, name).path("value").asText();
  }

  static boolean isHook(JsonNode manifest) {
    return manifest.path("metadata").path("annotations").has(HOOK);
  }

  private static JsonNode merge(ObjectNode below, JsonNode above) {
    above
        .properties()
        .forEach(
            entry -> {
              JsonNode was = below.get(entry.getKey());
              boolean both = was != null && was.isObject() && entry.getValue().isObject();
              below.set(
                  entry.getKey(),
                  both ? merge((ObjectNode) was, entry.getValue()) : entry.getValue());
            });
    return below;
  }

  /**
   * Rendering leaves hooks out, so that here they are none: everything else is as it is shipped.
   */
  private static final class ShowingHooks {
    private static final Path CHART = copy(Path.of("target", "chart", "windlass"));

    private static Path copy(Path to) {
      try {
        copyChart(to);
        try (Stream<Path> templates = Files.list(to.resolve("templates"))) {
          for (Path template : templates.toList()) {
            String text = Files.readString(template);
            Files.writeString(template, text.replace("helm.sh/hook:", HOOK + ":"));
          }
        }
        return to;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static void copyChart(Path target) throws IOException {
    try (Stream<Path> files = Files.walk(CHART)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path to = target.resolve(CHART.relativize(file));
        Files.createDirectories(to.getParent());
        Files.write(to, Files.readAllBytes(file));
      }
    }
  }
}
