import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * Makes the bill of materials of the packaged program out of that of its dependencies, which
 * Quarkus wrote: {@code java Sbom.java DEPENDENCIES PROGRAM TO}, run by the build from its source.
 *
 * <p>Two things are missing there. Where a dependency lies in the program: what has no place was
 * only used to build it. And the npm packages that the console is bundled from, which are
 * `provided` for Maven: jars on the compiler's class path, named here as advisories know them, by
 * their npm names.
 */
class Sbom {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern NPM_JAR = Pattern.compile(".*/org/(mvnpm|webjars/npm)/.*\\.jar");

  /** Where Quarkus puts the bundle. */
  private static final String BUNDLE = "quarkus/generated-bytecode.jar";

  public static void main(String[] args) throws IOException {
    ObjectNode bill = (ObjectNode) JSON.readTree(new File(args[0]));
    ArrayNode components = (ArrayNode) bill.get("components");
    locate(components, Path.of(args[1]));
    ArrayNode needed = neededByTheProgram(bill);
    for (JsonNode npmPackage : npmPackages()) {
      ObjectNode component = component(npmPackage);
      components.add(component);
      needed.add(component.get("bom-ref"));
    }
    JSON.writerWithDefaultPrettyPrinter().writeValue(new File(args[2]), bill);
  }

  /**
   * By the checksum: the names of files don't always tell what they are. Only what Quarkus has
   * taken classes out of is known by its name.
   */
  private static void locate(ArrayNode components, Path program) throws IOException {
    Map<String, Path> places = new HashMap<>();
    try (Stream<Path> files = Files.walk(program.resolve("lib"))) {
      files
          .filter(Files::isRegularFile)
          .forEach(file -> places.put(sha256(file), program.relativize(file)));
    }
    Set<Path> asItCame = new HashSet<>();
    for (JsonNode component : components) {
      Path place = places.get(sha256(component));
      if (place != null) {
        put((ObjectNode) component, place.toString());
        asItCame.add(place);
      }
    }
    places.values().removeAll(asItCame);
    Map<String, Path> changed = new HashMap<>();
    places.values().forEach(place -> changed.put(place.getFileName().toString(), place));
    for (JsonNode component : components) {
      Path place = changed.get(fileName(component));
      if (place != null) {
        put((ObjectNode) component, place.toString());
        component.withObject("/pedigree").put("notes", "without the classes that nobody uses");
      }
    }
  }

  private static String fileName(JsonNode component) {
    return "%s.%s-%s.jar"
        .formatted(
            component.path("group").asText(),
            component.path("name").asText(),
            component.path("version").asText());
  }

  private static void put(ObjectNode component, String place) {
    component.withArray("/evidence/occurrences").addObject().put("location", place);
  }

  private static List<JsonNode> npmPackages() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(NPM_JAR.asMatchPredicate())
        .map(Sbom::packageJson)
        .sorted(Comparator.comparing((JsonNode found) -> found.get("name").asText()))
        .toList();
  }

  /** The outermost one: a package may hold others, for its variants. */
  private static JsonNode packageJson(String path) {
    try (JarFile jar = new JarFile(path)) {
      ZipEntry entry =
          jar.stream()
              .filter(e -> e.getName().endsWith("/package.json"))
              .min(Comparator.comparingInt(e -> e.getName().length()))
              .orElseThrow(() -> new IllegalStateException("no package.json in " + path));
      try (InputStream content = jar.getInputStream(entry)) {
        return JSON.readTree(content);
      }
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + path, e);
    }
  }

  private static ObjectNode component(JsonNode npmPackage) {
    String name = npmPackage.get("name").asText();
    String version = npmPackage.get("version").asText();
    String purl = "pkg:npm/" + name.replace("@", "%40") + "@" + version;
    int slash = name.indexOf('/');
    ObjectNode component = JSON.createObjectNode().put("type", "library").put("bom-ref", purl);
    if (slash > 0) {
      component.put("group", name.substring(0, slash));
    }
    component.put("name", name.substring(slash + 1)).put("version", version);
    component.putArray("licenses").add(licence(npmPackage.get("license").asText()));
    component.put("purl", purl);
    put(component, BUNDLE);
    return component;
  }

  /** One SPDX id, or an expression of several. */
  private static ObjectNode licence(String spdx) {
    ObjectNode licence = JSON.createObjectNode();
    if (spdx.contains(" ")) {
      return licence.put("expression", spdx);
    }
    licence.putObject("license").put("id", spdx);
    return licence;
  }

  private static ArrayNode neededByTheProgram(ObjectNode bill) {
    String program = bill.at("/metadata/component/bom-ref").asText();
    ArrayNode dependencies = bill.withArray("/dependencies");
    for (JsonNode dependency : dependencies) {
      if (dependency.path("ref").asText().equals(program)) {
        return ((ObjectNode) dependency).withArray("/dependsOn");
      }
    }
    return dependencies.addObject().put("ref", program).putArray("dependsOn");
  }

  private static String sha256(JsonNode component) {
    for (JsonNode hash : component.path("hashes")) {
      if (hash.path("alg").asText().equals("SHA-256")) {
        return hash.path("content").asText();
      }
    }
    return "";
  }

  private static String sha256(Path file) {
    try {
      byte[] content = Files.readAllBytes(file);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new IllegalStateException("cannot read " + file, e);
    }
  }
}
