package dev.windlass.control;

/** What a definition is found by. */
public record DefinitionKey(String namespace, String name) {
  /** From {@code namespace/name}, as clients write it. */
  public static DefinitionKey parse(String reference) {
    int slash = reference.indexOf('/');
    if (slash < 1
        || !DefinitionRules.NAME.matcher(reference.substring(0, slash)).matches()
        || !DefinitionRules.NAME.matcher(reference.substring(slash + 1)).matches()) {
      throw Refusal.invalid(
          "definition",
          reference,
          "must be <namespace>/<name>, each 1 to 50 characters of" + " [A-Za-z0-9._-]");
    }
    return new DefinitionKey(reference.substring(0, slash), reference.substring(slash + 1));
  }

  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
