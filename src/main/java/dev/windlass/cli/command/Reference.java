package dev.windlass.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.cli.client.Documents;

/** What a definition or a schedule is called. */
public record Reference(String namespace, String name) {
  public static final String DEFAULT = "default";

  /**
   * @param text namespace/name, or a name
   * @param namespace of a name alone; null is the default one
   */
  public static Reference of(String text, String namespace) {
    int slash = text.indexOf('/');
    return slash < 0
        ? new Reference(namespace == null ? DEFAULT : namespace, text)
        : new Reference(text.substring(0, slash), text.substring(slash + 1));
  }

  /** Of a document that says it. */
  public static Reference of(String file, ObjectNode document) {
    if (!document.path("name").isTextual()) {
      throw Documents.wrong(file, "has no name: `name` says what it is stored under.");
    }
    return new Reference(
        document.path("namespace").asText(DEFAULT), document.path("name").textValue());
  }

  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
