package dev.windlass.access;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DoorsTest {
  static List<Class<?>> resources() {
    List<Class<?>> resources = new ArrayList<>();
    new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .importPackages("dev.windlass.compat")
        .that(describe("resources", type -> type.isAnnotatedWith(Path.class)))
        .forEach(type -> resources.add(type.reflect()));
    return resources;
  }

  @ParameterizedTest
  @MethodSource("resources")
  void aForeignDoorIsKnownByTheBeginningOfItsAddresses(Class<?> resource) {
    String door = resource.getPackageName().substring("dev.windlass.compat.".length());
    assertThat(Doors.of(resource.getAnnotation(Path.class).value() + "/x")).isEqualTo(door);
  }
}
