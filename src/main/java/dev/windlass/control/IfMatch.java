package dev.windlass.control;

import dev.windlass.job.Definition;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The versions that a change may replace; absent, any. */
public record IfMatch(Set<String> etags) {
  public static final IfMatch ANY = new IfMatch(null);

  /** From the header, which may be null. */
  public static IfMatch of(String header) {
    return header == null
        ? ANY
        : new IfMatch(
            Arrays.stream(header.split(",")).map(String::strip).collect(Collectors.toSet()));
  }

  void require(StoredDefinition stored) {
    if (etags != null && !etags.contains("*") && !etags.contains(stored.etag())) {
      throw new Refusal(
              ProblemCode.VERSION_MISMATCH,
              "the definition "
                  + stored.definition().reference()
                  + " has the ETag "
                  + stored.etag()
                  + ", If-Match asks for "
                  + String.join(", ", etags))
          .with("version", stored.definition().version());
    }
  }

  void requireNothing(Definition definition) {
    if (etags != null) {
      throw new Refusal(
          ProblemCode.VERSION_MISMATCH,
          "there is no definition " + definition.reference() + ", and If-Match asks for one");
    }
  }
}
