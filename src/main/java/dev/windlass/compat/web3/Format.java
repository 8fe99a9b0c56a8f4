package dev.windlass.compat.web3;

import dev.windlass.control.ProblemCode;
import dev.windlass.control.Refusal;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The representations: {@code ?format=} says which, or else {@code Accept}, or else it is XML. */
enum Format {
  XML("application/xml", "text/xml"),
  JSON("application/json", "text/json"),
  HTML("text/html", "application/xhtml+xml");

  private final List<MediaType> types;

  Format(String... types) {
    this.types = Arrays.stream(types).map(MediaType::valueOf).toList();
  }

  /** That of its media types which the client named; its usual one where it named none. */
  String mediaType(List<MediaType> accepted) {
    MediaType type =
        types.stream()
            .filter(own -> accepted.stream().anyMatch(a -> !refused(a) && own.isCompatible(a)))
            .findFirst()
            .orElse(types.getFirst());
    return type.getType() + "/" + type.getSubtype() + ";charset=UTF-8";
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @param accepted what {@code Accept} says, best first
   */
  static Format of(String format, List<MediaType> accepted) {
    return find(format, accepted)
        .orElseThrow(
            () ->
                new Refusal(
                    ProblemCode.NOT_ACCEPTABLE,
                    "a job can be had as application/xml, application/json or text/html, and by"
                        + " ?format=xml, json or html"));
  }

  static Optional<Format> find(String format, List<MediaType> accepted) {
    if (format != null && !format.isEmpty()) {
      return Arrays.stream(values()).filter(f -> f.word().equalsIgnoreCase(format)).findFirst();
    }
    return accepted.stream()
        .filter(type -> !refused(type))
        .flatMap(type -> Arrays.stream(values()).filter(f -> f.is(type)))
        .findFirst()
        .or(() -> accepted.isEmpty() ? Optional.of(XML) : Optional.empty());
  }

  private boolean is(MediaType accepted) {
    return types.stream().anyMatch(type -> type.isCompatible(accepted));
  }

  private static boolean refused(MediaType type) {
    String quality = type.getParameters().get("q");
    return quality != null && quality.matches("0(\\.0*)?");
  }
}
