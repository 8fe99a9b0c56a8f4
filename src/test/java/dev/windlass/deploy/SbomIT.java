package dev.windlass.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The bill of materials beside the packaged program, compared with the program. */
class SbomIT {
  private static final Path PROGRAM = Path.of("target", "quarkus-app");
  private static final Path CONSOLE = Path.of("src", "main", "resources", "web");
  private static final Pattern IMPORT =
      Pattern.compile("(?:from |import\\()'((?:@[\\w-]+/)?[\\w-]+)[^']*'");

  private static File file;
  private static List<JsonNode> components;

  @BeforeAll
  static void read() throws IOException {
    try (Stream<Path> files = Files.list(PROGRAM.getParent())) {
      file =
          files
              .filter(f -> f.getFileName().toString().matches("windlass-.*-cyclonedx\\.json"))
              .findFirst()
              .orElseThrow()
              .toFile();
    }
    components = stream(new ObjectMapper().readTree(file).path("components")).toList();
  }

  @Test
  void isWhatTheStandardSays() throws Exception {
    assertThat(new JsonParser().validate(file, Version.VERSION_16)).isEmpty();
  }

  @Test
  void namesEveryJarOfTheProgramAndNoOther() throws IOException {
    try (Stream<Path> jars = Files.walk(PROGRAM.resolve("lib")).filter(Files::isRegularFile)) {
      Set<String> packaged =
          jars.map(jar -> PROGRAM.relativize(jar).toString()).collect(Collectors.toSet());
      Set<String> named =
          located()
              .flatMap(SbomIT::locations)
              .filter(location -> location.startsWith("lib/"))
              .collect(Collectors.toSet());
      assertThat(packaged).hasSizeGreaterThan(200);
      assertThat(named).isEqualTo(packaged);
    }
  }

  @Test
  void knowsOfEveryLibraryWhereItIsFromAndItsLicence() {
    assertThat(located().filter(c -> c.path("type").asText().equals("library")))
        .hasSizeGreaterThan(200)
        .allSatisfy(
            library -> {
              assertThat(library.path("purl").asText()).matches("pkg:(maven|npm)/.+@.+");
              assertThat(library.path("licenses")).as("licence of %s", library).isNotEmpty();
            });
  }

  @Test
  void hasTheChecksumOfEveryJarThatIsPackagedAsItCame() {
    Map<String, String> checksums =
        located()
            .filter(c -> c.path("purl").asText().startsWith("pkg:maven/"))
            .filter(c -> !c.has("pedigree"))
            .filter(c -> locations(c).allMatch(l -> l.startsWith("lib/")))
            .collect(Collectors.toMap(c -> locations(c).findFirst().orElseThrow(), SbomIT::sha256));
    assertThat(checksums).hasSizeGreaterThan(200);
    checksums.forEach(
        (location, checksum) ->
            assertThat(checksum).as(location).isEqualTo(sha256(PROGRAM.resolve(location))));
  }

  @Test
  void namesTheNpmPackagesThatTheConsoleImportsByTheirNpmNames() throws IOException {
    Set<String> named =
        located()
            .map(c -> c.path("purl").asText())
            .filter(purl -> purl.startsWith("pkg:npm/"))
            .map(purl -> purl.substring("pkg:npm/".length(), purl.lastIndexOf('@')))
            .map(name -> name.replace("%40", "@"))
            .collect(Collectors.toSet());
    assertThat(imported()).contains("lit", "uplot", "@codemirror/state").allMatch(named::contains);
    assertThat(named).as("what those need in turn").contains("lit-html", "style-mod");
    assertThat(located().flatMap(SbomIT::locations))
        .allMatch(l -> Files.exists(PROGRAM.resolve(l)));
  }

  private static Set<String> imported() throws IOException {
    try (Stream<Path> sources = Files.walk(CONSOLE)) {
      return sources
          .filter(source -> source.toString().endsWith(".ts"))
          .flatMap(source -> IMPORT.matcher(text(source)).results())
          .map(match -> match.group(1))
          .collect(Collectors.toSet());
    }
  }

  /** What is in the program; the others are what it was built with. */
  private static Stream<JsonNode> located() {
    return components.stream().filter(c -> !c.at("/evidence/occurrences").isMissingNode());
  }

  private static Stream<String> locations(JsonNode component) {
    return stream(component.at("/evidence/occurrences")).map(o -> o.path("location").asText());
  }

  private static String sha256(JsonNode component) {
    return stream(component.path("hashes"))
        .filter(hash -> hash.path("alg").asText().equals("SHA-256"))
        .map(hash -> hash.path("content").asText())
        .findFirst()
        .orElse("none");
  }

  private static String sha256(Path jar) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(jar)));
    } catch (Exception e) {
      throw new IllegalStateException("cannot read " + jar, e);
    }
  }

  private static String text(Path source) {
    try {
      return Files.readString(source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
