package dev.windlass.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Stream.concat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Which package may see which. Roles never see each other: they meet on wire. A new package gets a
 * line here.
 */
class LayersTest {
  private static final String ROOT = "dev.windlass";

  private static final Set<String> CORE = Set.of("dispatch", "job");
  private static final Set<String> ROLE = Set.of("dispatch", "job", "wire", "role", "trace");
  private static final Set<String> DOOR =
      Set.of(
          "dispatch",
          "job",
          "wire",
          "access",
          "view",
          "watch",
          "result",
          "control",
          "role",
          "audit",
          "trace");

  private static final Map<String, Set<String>> MAY_SEE =
      Map.ofEntries(
          Map.entry("dispatch", Set.of()),
          Map.entry("job", Set.of("dispatch")),
          Map.entry("wire", CORE),
          Map.entry("access", Set.of("role")),
          Map.entry("audit", Set.of()),
          Map.entry("trace", Set.of()),
          Map.entry("coordinator", ROLE),
          Map.entry("worker", plus(ROLE, "result", "access")),
          Map.entry("projection", plus(ROLE, "view")),
          Map.entry("view", plus(CORE, "wire", "access")),
          Map.entry("watch", plus(ROLE, "view", "access")),
          Map.entry("result", Set.of()),
          Map.entry("control", plus(ROLE, "access", "audit", "view", "watch", "result")),
          Map.entry("schedule", plus(ROLE, "view", "control")),
          Map.entry("api", DOOR),
          Map.entry("compat", DOOR),
          Map.entry("console", Set.of("role")),
          Map.entry("embedded", Set.of()),
          Map.entry("role", Set.of("embedded")),
          Map.entry("cli", Set.of("access", "audit", "embedded", "role", "wire", "projection")));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  static Stream<String> packages() {
    return MAY_SEE.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("packages")
  void seesOnlyWhatIsBelowIt(String name) {
    noClasses()
        .that()
        .resideInAPackage(below(name))
        .should()
        .dependOnClassesThat(resideInAPackage(ROOT + "..").and(notIn(name)))
        .as(name + " may see " + MAY_SEE.get(name) + " and nothing else of ours")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void everyPackageHasItsPlace() {
    List<String> strangers =
        CLASSES.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> !name.equals(ROOT))
            .map(name -> name.substring(ROOT.length() + 1).split("\\.")[0])
            .distinct()
            .filter(name -> !MAY_SEE.containsKey(name))
            .toList();
    Assertions.assertThat(strangers).as("packages without a line in LayersTest").isEmpty();
  }

  @Test
  void theCoreIsPlainJava() {
    classes()
        .that(areCore())
        .should()
        .onlyDependOnClassesThat(areCore().or(resideInAPackage("java..")))
        .allowEmptyShould(true)
        .check(CLASSES);
    noClasses()
        .that(areCore())
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net..", "java.nio.file..", "java.sql..")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void theCoreTakesTimeAndChanceAsArguments() {
    noClasses()
        .that(areCore())
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(Instant.class, "now", Clock.class)
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(UUID.class, "randomUUID")
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(Clock.class, Random.class, ThreadLocalRandom.class)
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  /**
   * Quarkus reads the configuration twice, and at the first time refuses every {@code windlass.*}
   * of a mapping that it does not know then: {@code -Dwindlass.watch.queue=9} would end the
   * program.
   */
  @Test
  void everyMappingIsKnownWheneverTheConfigurationIsRead() {
    classes()
        .that()
        .areAnnotatedWith(ConfigMapping.class)
        .should()
        .beAnnotatedWith(StaticInitSafe.class)
        .check(CLASSES);
  }

  @Test
  void noDialectSeesAnother() {
    slices()
        .matching(ROOT + ".compat.(*)..")
        .should()
        .notDependOnEachOther()
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaClass> areCore() {
    return resideInAnyPackage(below("job"), below("dispatch"));
  }

  private static DescribedPredicate<JavaClass> notIn(String name) {
    String[] allowed =
        concat(Stream.of(name), MAY_SEE.get(name).stream())
            .map(LayersTest::below)
            .toArray(String[]::new);
    return DescribedPredicate.not(resideInAnyPackage(allowed));
  }

  private static String below(String name) {
    return ROOT + "." + name + "..";
  }

  private static Set<String> plus(Set<String> packages, String... more) {
    return Set.copyOf(concat(packages.stream(), Stream.of(more)).toList());
  }
}
