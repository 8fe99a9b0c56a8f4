package dev.windlass.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import org.junit.jupiter.api.Test;

class ConfigurationTest {
  @Test
  void everyMappingIsKnownWhenTheProgramFirstLooksAtItsSettings() {
    classes()
        .that()
        .areAnnotatedWith(ConfigMapping.class)
        .should()
        .beAnnotatedWith(StaticInitSafe.class)
        .because(
            "settings are checked before the mappings of later phases are known:"
                + " -Dwindlass.worker.slots=8 would be refused as a name that nobody reads")
        .check(new ClassFileImporter().importPackages("dev.windlass"));
  }
}
