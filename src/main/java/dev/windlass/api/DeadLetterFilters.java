package dev.windlass.api;

import dev.windlass.control.Refusal;
import dev.windlass.role.Role;
import dev.windlass.view.DeadLetterFilter;
import dev.windlass.wire.Json;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;

/** Which dead letters a list is to hold, as the query says it. */
public class DeadLetterFilters {
  @QueryParam("topic")
  String topic;

  @QueryParam("role")
  String role;

  @QueryParam("from")
  String from;

  @QueryParam("to")
  String to;

  @QueryParam("state")
  String state;

  @QueryParam("q")
  String q;

  DeadLetterFilter read(String prefix) {
    return new DeadLetterFilter(
        topic(prefix, topic),
        constant("role", Role.class, role) == null ? null : role,
        Query.instant("from", from),
        Query.instant("to", to),
        constant("state", DeadLetterFilter.State.class, state),
        q);
  }

  /** {@code directives} and {@code windlass.directives} are the same. */
  static String topic(String prefix, String name) {
    boolean whole = name == null || name.startsWith(prefix + ".") || name.equals("clock");
    return whole ? name : prefix + "." + name;
  }

  private static <E extends Enum<E>> E constant(String name, Class<E> type, String word) {
    if (word == null) {
      return null;
    }
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> Json.word(constant).equals(word))
        .findFirst()
        .orElseThrow(() -> Refusal.invalid(name, word, Fields.wordRule(type)));
  }
}
