package dev.windlass.control;

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

  void require(String what, int version) {
    String etag = '"' + String.valueOf(version) + '"';
    if (etags != null && !etags.contains("*") && !etags.contains(etag)) {
      throw new Refusal(
              ProblemCode.VERSION_MISMATCH,
              "the "
                  + what
                  + " has the ETag "
                  + etag
                  + ", If-Match asks for "
                  + String.join(", ", etags))
          .with("version", version);
    }
  }

  void requireNothing(String what) {
    if (etags != null) {
      throw new Refusal(
          ProblemCode.VERSION_MISMATCH, "there is no " + what + ", and If-Match asks for one");
    }
  }
}
