package dev.windlass.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * What the program reads where it starts: its own mappings, those of Quarkus that are not fixed
 * when it is built, and what Kafka's clients take; with a wildcard where a name is free.
 */
record KnownSettings(List<Pattern> properties, List<Pattern> variables) {
  private static final String QUARKUS = "META-INF/quarkus-config-doc/quarkus-config-model.json";
  private static final String ANY_NAME = "[\\w-]+";

  static KnownSettings ofTheProgram() throws IOException {
    Set<String> names = new HashSet<>(List.of("windlass.host", "windlass.port"));
    own().forEach(names::add);
    kafka().map(name -> "kafka." + name).forEach(names::add);
    for (URL model : Collections.list(KnownSettings.class.getClassLoader().getResources(QUARKUS))) {
      addRunTime(new ObjectMapper().readTree(model), names);
    }
    List<String> expressions = names.stream().map(KnownSettings::expression).toList();
    return new KnownSettings(
        expressions.stream().map(Pattern::compile).toList(),
        expressions.stream().map(KnownSettings::variable).map(Pattern::compile).toList());
  }

  boolean hasProperty(String name) {
    return properties.stream().anyMatch(property -> property.matcher(name).matches());
  }

  boolean hasVariable(String name) {
    return variables.stream().anyMatch(variable -> variable.matcher(name).matches());
  }

  private static Stream<String> own() {
    return new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.windlass")
            .stream()
            .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
            .map(JavaClass::reflect)
            .map(ConfigClass::configClass)
            .flatMap(mapping -> ConfigMappings.getProperties(mapping).keySet().stream());
  }

  private static Stream<String> kafka() {
    return Stream.of(
            ProducerConfig.configNames(),
            ConsumerConfig.configNames(),
            AdminClientConfig.configNames())
        .flatMap(Set::stream);
  }

  private static void addRunTime(JsonNode node, Set<String> names) {
    if (node.path("phase").asText().equals("RUN_TIME")) {
      names.add(node.at("/path/property").asText());
      node.path("additionalPaths").forEach(path -> names.add(path.path("property").asText()));
    }
    node.forEach(child -> addRunTime(child, names));
  }

  /** Free names are {@code *} in our mappings and stand in quotes in Quarkus' lists. */
  private static String expression(String property) {
    return Stream.of(property.replaceAll("\"[^\"]+\"", "*").split("\\*", -1))
        .map(part -> part.isEmpty() ? part : Pattern.quote(part))
        .collect(Collectors.joining(ANY_NAME));
  }

  private static String variable(String expression) {
    return Stream.of(expression.split(Pattern.quote(ANY_NAME), -1))
        .map(part -> part.replace("\\Q", "").replace("\\E", ""))
        .map(part -> part.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"))
        .collect(Collectors.joining("[A-Z0-9_]+"));
  }
}
