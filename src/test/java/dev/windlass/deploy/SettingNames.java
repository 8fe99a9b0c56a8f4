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
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Which environment variables the program reads when it starts. */
final class SettingNames {
  private static final String QUARKUS = "META-INF/quarkus-config-doc/quarkus-config-model.json";

  private SettingNames() {}

  static Set<String> ofTheProgram() throws IOException {
    Set<String> names = new HashSet<>(List.of("WINDLASS_HOST", "WINDLASS_PORT"));
    own().map(SettingNames::variable).forEach(names::add);
    kafka().map(name -> variable("kafka." + name)).forEach(names::add);
    for (URL model : Collections.list(SettingNames.class.getClassLoader().getResources(QUARKUS))) {
      addRunTime(new ObjectMapper().readTree(model), names);
    }
    return names;
  }

  private static Stream<String> own() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.windlass")
            .stream()
            .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
            .map(JavaClass::reflect)
            .map(ConfigClass::configClass)
            .flatMap(mapping -> ConfigMappings.getProperties(mapping).keySet().stream());
  }

  private static Stream<String> kafka() {
    return Stream.of(
            AdminClientConfig.configNames(),
            ConsumerConfig.configNames(),
            ProducerConfig.configNames())
        .flatMap(Set::stream);
  }

  /** What is fixed when the program is built can't be said where it starts. */
  private static void addRunTime(JsonNode node, Set<String> names) {
    if (node.path("phase").asText().equals("RUN_TIME")) {
      names.add(node.at("/path/environmentVariable").asText());
      node.path("additionalPaths")
          .forEach(path -> names.add(path.path("environmentVariable").asText()));
    }
    node.forEach(child -> addRunTime(child, names));
  }

  private static String variable(String property) {
    return property.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }
}
