package dev.windlass.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What the manifests of a release name, and whether it is there. */
final class References {
  private final Release release;

  /** Secrets, classes, claims and files that values name: they are there before the release. */
  private final Set<String> before = new HashSet<>();

  private final List<String> missing = new ArrayList<>();

  private References(Release release) {
    this.release = release;
    named(release.values());
  }

  /** One line for each name that leads nowhere. */
  static List<String> missing(Release release) {
    References references = new References(release);
    release.manifests().forEach(manifest -> references.look(manifest, manifest));
    release.podMakers().forEach(references::volumes);
    return references.missing;
  }

  private void named(JsonNode values) {
    values.findValues("existingSecret").forEach(secret -> before.add("Secret " + secret.asText()));
    values
        .path("imagePullSecrets")
        .forEach(secret -> before.add("Secret " + secret.path("name").asText()));
    values.findValues("extraEnv").forEach(extra -> own(extra, "secretKeyRef", "Secret"));
    values.findValues("extraVolumes").forEach(extra -> own(extra, "configMap", "ConfigMap"));
    values
        .findValues("priorityClassName")
        .forEach(there -> before.add("PriorityClass " + there.asText()));
    before.add("PersistentVolumeClaim " + values.at("/results/claim").asText());
    before.remove("Secret ");
  }

  private void own(JsonNode extra, String reference, String kind) {
    extra
        .findValues(reference)
        .forEach(there -> before.add(kind + " " + there.path("name").asText()));
  }

  private void look(JsonNode manifest, JsonNode within) {
    for (var entry : within.properties()) {
      JsonNode value = entry.getValue();
      switch (entry.getKey()) {
        case "serviceAccountName" -> want(manifest, "ServiceAccount", value);
        case "priorityClassName" -> want(manifest, "PriorityClass", value);
        case "secretName" -> want(manifest, "Secret", value);
        case "claimName" -> want(manifest, "PersistentVolumeClaim", value);
        case "secretKeyRef", "credentials" -> want(manifest, "Secret", value.path("name"));
        case "imagePullSecrets", "secretTargetRef" ->
            value.forEach(secret -> want(manifest, "Secret", secret.path("name")));
        case "configMap", "configMapKeyRef" -> want(manifest, "ConfigMap", value.path("name"));
        case "scaleTargetRef" -> want(manifest, value.path("kind").asText(), value.path("name"));
        case "authenticationRef" -> want(manifest, "TriggerAuthentication", value.path("name"));
        case "service" -> service(manifest, value.path("name"), value.at("/port/name"));
        case "backendRefs" ->
            value.forEach(ref -> service(manifest, ref.path("name"), ref.path("port")));
        default -> {}
      }
    }
    within.forEach(child -> look(manifest, child));
  }

  private void want(JsonNode manifest, String kind, JsonNode name) {
    boolean there =
        before.contains(kind + " " + name.asText())
            || release.ofKind(kind).stream()
                .filter(m -> !Release.isHook(manifest) || comesBefore(m, manifest))
                .anyMatch(m -> Release.nameOf(m).equals(name.asText()));
    if (!there) {
      missing.add(where(manifest) + " names " + kind + " '" + name.asText() + "'");
    }
  }

  /** A hook finds nothing of its release, but for hooks of less weight. */
  private static boolean comesBefore(JsonNode needed, JsonNode hook) {
    return Release.isHook(needed) && weight(needed) < weight(hook);
  }

  private static int weight(JsonNode hook) {
    return hook.at("/metadata/annotations/helm.sh~1hook-weight").asInt();
  }

  private void service(JsonNode manifest, JsonNode name, JsonNode port) {
    boolean there =
        release.ofKind("Service").stream()
            .filter(service -> Release.nameOf(service).equals(name.asText()))
            .flatMap(service -> stream(service.at("/spec/ports")))
            .anyMatch(p -> p.path("name").equals(port) || p.path("port").equals(port));
    if (!there) {
      missing.add(where(manifest) + " names port " + port + " of Service " + name);
    }
  }

  /**
   * Every mount has a volume, every volume a mount, and a file of a ConfigMap is one of its own.
   */
  private void volumes(JsonNode maker) {
    Set<String> volumes = new HashSet<>();
    for (JsonNode volume : maker.at("/spec/template/spec/volumes")) {
      volumes.add(volume.path("name").asText());
      String map = volume.at("/configMap/name").asText();
      for (JsonNode item : volume.at("/configMap/items")) {
        if (!release.named("ConfigMap", map).path("data").has(item.path("key").asText())) {
          missing.add(where(maker) + " names " + item.path("key") + " of ConfigMap " + map);
        }
      }
    }
    Set<String> mounts = new HashSet<>();
    Release.container(maker)
        .path("volumeMounts")
        .forEach(mount -> mounts.add(mount.path("name").asText()));
    if (!volumes.equals(mounts)) {
      missing.add(where(maker) + " has volumes " + volumes + " and mounts " + mounts);
    }
  }

  static String where(JsonNode manifest) {
    return manifest.path("kind").asText() + " " + Release.nameOf(manifest);
  }

  static Stream<JsonNode> stream(JsonNode array) {
    List<JsonNode> nodes = new ArrayList<>();
    array.forEach(nodes::add);
    return nodes.stream();
  }
}
