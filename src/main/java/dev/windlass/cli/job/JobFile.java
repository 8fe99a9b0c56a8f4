package dev.windlass.cli.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.cli.client.ClientFailure;
import dev.windlass.cli.client.Documents;
import dev.windlass.cli.command.Reference;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A whole batch job in a file: what to run, and how to run it.
 *
 * @param definition null where it names one that the server has
 * @param batchJob what a create of a batch job takes
 * @param rows the file with its rows, from where the job file lies; null where it names none
 */
record JobFile(ObjectNode definition, ObjectNode batchJob, Path rows) {
  private static final Set<String> KEYS = new TreeSet<>(List.of("definition", "batchJob", "rows"));

  static JobFile read(Path file) {
    return of(file, Documents.read(file));
  }

  /** One document with both under their names, or one document each. */
  static JobFile of(Path file, List<ObjectNode> documents) {
    return switch (documents.size()) {
      case 1 -> one(file, documents.getFirst());
      case 2 -> two(file, documents.getFirst(), documents.getLast());
      default ->
          throw Documents.wrong(
              file.toString(),
              "holds %d documents; it must hold one with the keys %s, or two: a definition and a batch job."
                  .formatted(documents.size(), String.join(", ", KEYS)));
    };
  }

  private static JobFile one(Path file, ObjectNode document) {
    document
        .fieldNames()
        .forEachRemaining(
            key -> {
              if (!KEYS.contains(key)) {
                throw Documents.wrong(
                    file.toString(),
                    "has the key '%s'; the keys are %s.".formatted(key, String.join(", ", KEYS)));
              }
            });
    ObjectNode batchJob = object(file, document, "batchJob");
    JsonNode rows = document.path("rows");
    Path beside = rows.isTextual() ? file.resolveSibling(rows.textValue()) : null;
    if (document.path("definition").isTextual()) {
      batchJob.set("definition", document.get("definition"));
      return new JobFile(null, batchJob, beside);
    }
    return named(file, object(file, document, "definition"), batchJob, beside);
  }

  private static JobFile two(Path file, ObjectNode first, ObjectNode second) {
    return first.has("handler")
        ? named(file, first, second, null)
        : named(file, second, first, null);
  }

  /** The batch job is of this definition, and need not say so. */
  private static JobFile named(Path file, ObjectNode definition, ObjectNode batchJob, Path rows) {
    if (definition.isEmpty()) {
      required(file, batchJob);
      return new JobFile(null, batchJob, rows);
    }
    String reference = Reference.of(file.toString(), definition).toString();
    String said = batchJob.path("definition").asText(reference);
    if (!said.equals(reference)) {
      throw Documents.wrong(
          file.toString(),
          "has the definition %s and a batch job of %s: they must be the same."
              .formatted(reference, said));
    }
    return new JobFile(definition, batchJob.put("definition", reference), rows);
  }

  private static void required(Path file, ObjectNode batchJob) {
    if (!batchJob.hasNonNull("definition")) {
      throw Documents.wrong(
          file.toString(),
          "names no definition: write it under `definition`, or its namespace/name.");
    }
  }

  private static ObjectNode object(Path file, ObjectNode document, String key) {
    JsonNode value = document.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return Documents.object();
    }
    if (value instanceof ObjectNode object) {
      return object;
    }
    throw wrong(file, key, value);
  }

  private static ClientFailure wrong(Path file, String key, JsonNode value) {
    return Documents.wrong(
        file.toString(), "has '%s': it must be an object, found %s.".formatted(key, value));
  }
}
