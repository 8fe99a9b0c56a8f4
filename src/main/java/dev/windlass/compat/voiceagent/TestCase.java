package dev.windlass.compat.voiceagent;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.windlass.control.DefinitionRules;
import dev.windlass.control.Documents.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A conversation that is tried: what is heard, and what is said to it, turn by turn. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TestCase(String name, String description, String namespace, List<Turn> turns)
    implements Body.Checked {
  static final Kind<TestCase> KIND =
      Kind.inNamespace("voiceagent-case", TestCase.class).asAudited();
  static final String DEFAULT_NAMESPACE = "default";
  static final int LONGEST_NAME = 50;
  static final int LONGEST_DESCRIPTION = 150;
  private static final int MOST_TURNS = 1000;
  private static final Set<String> RECEIVE =
      Set.of("string", "substring", "regex", "context", "andList", "orList");
  private static final Set<String> SEND = Set.of("string", "commands");

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Turn(Part receive, Part send) {}

  /** {@code value} is a text, a list or an object, as its type has it. */
  record Part(String type, Object value) {}

  TestCase {
    turns = turns == null ? List.of() : turns;
  }

  TestCase in(String otherNamespace) {
    return new TestCase(name, description, otherNamespace, turns);
  }

  @Override
  public List<String> errors() {
    List<String> errors = new ArrayList<>();
    named(errors, name, description, namespace);
    if (turns.isEmpty() || turns.size() > MOST_TURNS) {
      errors.add("turns must be 1 to " + MOST_TURNS);
    }
    for (int i = 0; i < turns.size(); i++) {
      turn(errors, "turns[" + i + "]", turns.get(i));
    }
    return errors;
  }

  /** What test cases and workers have in common. */
  static void named(List<String> errors, String name, String description, String namespace) {
    Body.text(errors, "name", name, true, LONGEST_NAME);
    Body.text(errors, "description", description, false, LONGEST_DESCRIPTION);
    if (namespace != null && !DefinitionRules.NAME.matcher(namespace).matches()) {
      errors.add("namespace " + DefinitionRules.NAME_RULE);
    }
  }

  private static void turn(List<String> errors, String at, Turn turn) {
    if (turn == null || turn.receive() == null && turn.send() == null) {
      errors.add(at + " must have receive or send");
    } else {
      part(errors, at + ".receive", turn.receive(), RECEIVE);
      part(errors, at + ".send", turn.send(), SEND);
    }
  }

  private static void part(List<String> errors, String at, Part part, Set<String> types) {
    if (part == null) {
      return;
    }
    if (part.type() == null || !types.contains(part.type())) {
      String all = String.join(", ", types.stream().sorted().toList());
      errors.add(at + ".type must be one of " + all);
    }
    if (part.value() == null) {
      errors.add(at + ".value must not be null");
    }
  }
}
