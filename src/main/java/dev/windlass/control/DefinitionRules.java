package dev.windlass.control;

import dev.windlass.control.Refusal.FieldError;
import dev.windlass.job.Definition;
import dev.windlass.wire.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a definition must be to be stored; all that is wrong with it is said at once. */
public final class DefinitionRules {
  public static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,50}");
  public static final String NAME_RULE = "must be 1 to 50 characters of [A-Za-z0-9._-]";
  private static final int MAX_CASES = 1000;
  private static final int MAX_DESCRIPTION = 1000;
  private static final int MAX_CASE_ID = 200;
  private static final int MAX_RETRIES = 100;
  private static final Duration LONGEST = Duration.ofDays(7);

  /** A word in braces is a substitution, any other brace is text: {@code {"a": 1}} is a body. */
  private static final Pattern SUBSTITUTION = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_.-]*)}");

  private static final Pattern SECRET = Pattern.compile("\\{secret\\.[^{}]*}");

  private static final Pattern KNOWN =
      Pattern.compile(
          "(row|parameters)\\..+|secret\\.[A-Za-z0-9][A-Za-z0-9._-]{0,99}|iteration|index",
          Pattern.DOTALL);

  private final Set<String> queues;
  private final Set<String> handlers;
  private final int maxBytes;

  public DefinitionRules(
      Collection<String> queues, Collection<String> handlers, int maxDefinitionBytes) {
    this.queues = Set.copyOf(queues);
    this.handlers = Set.copyOf(handlers);
    this.maxBytes = maxDefinitionBytes;
  }

  public List<FieldError> check(Definition definition) {
    List<FieldError> errors = new ArrayList<>();
    name(errors, "namespace", definition.namespace());
    name(errors, "name", definition.name());
    numbers(errors, definition);
    cases(errors, definition.cases());
    durations(errors, definition);
    oneOf(errors, "handler", definition.handler(), handlers);
    oneOf(errors, "queue", definition.queue(), queues);
    substitutions(errors, "parameters", definition.parameters());
    if (errors.isEmpty()) {
      size(errors, definition, Map.of());
    }
    return errors;
  }

  /** The limit that the definition and a batch job's arguments share. */
  public void size(List<FieldError> errors, Definition definition, Map<String, Object> arguments) {
    int bytes = Json.write(definition).length + Json.write(arguments).length;
    if (bytes > maxBytes) {
      String field = arguments.isEmpty() ? "definition" : "arguments";
      String rule =
          "and "
              + (arguments.isEmpty() ? "the arguments of a batch job" : "its definition")
              + " may have "
              + maxBytes
              + " bytes of JSON together";
      errors.add(new FieldError(field, bytes, rule));
    }
  }

  static void name(List<FieldError> errors, String field, String value) {
    if (value == null || !NAME.matcher(value).matches()) {
      errors.add(new FieldError(field, value, NAME_RULE));
    }
  }

  static void description(List<FieldError> errors, String description) {
    if (description != null && description.length() > MAX_DESCRIPTION) {
      String rule = "must have at most " + MAX_DESCRIPTION + " characters";
      errors.add(new FieldError("description", description.length(), rule));
    }
  }

  private static void numbers(List<FieldError> errors, Definition definition) {
    description(errors, definition.description());
    range(errors, "iterations", definition.iterations(), 0, Integer.MAX_VALUE);
    if (definition.failuresToIgnore() != null) {
      range(errors, "failuresToIgnore", definition.failuresToIgnore(), 0, Integer.MAX_VALUE);
    }
    FailureBudgetRules.check(errors, definition.failureBudget());
    range(errors, "retries.max", definition.retries().max(), 0, MAX_RETRIES);
  }

  private static void cases(List<FieldError> errors, List<Definition.Case> cases) {
    if (cases.size() > MAX_CASES) {
      errors.add(new FieldError("cases", cases.size(), "must hold at most " + MAX_CASES));
      return;
    }
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < cases.size(); i++) {
      String id = cases.get(i).id();
      String field = "cases[" + i + "]";
      if (id == null || id.isBlank() || id.length() > MAX_CASE_ID) {
        String rule = "must be 1 to " + MAX_CASE_ID + " characters";
        errors.add(new FieldError(field + ".id", id, rule));
      } else if (!ids.add(id)) {
        errors.add(new FieldError(field + ".id", id, "must not be that of an earlier case"));
      }
      substitutions(errors, field + ".parameters", cases.get(i).parameters());
    }
  }

  private static void durations(List<FieldError> errors, Definition definition) {
    duration(errors, "operationTimeout", definition.operationTimeout());
    duration(errors, "stopTimeout", definition.stopTimeout());
    duration(errors, "retries.backoff", definition.retries().backoff());
    duration(errors, "retries.maxBackoff", definition.retries().maxBackoff());
  }

  private static void duration(List<FieldError> errors, String field, Duration value) {
    if (value.isNegative() || value.isZero() || value.compareTo(LONGEST) > 0) {
      String rule = "must be longer than 0 and at most " + LONGEST.toDays() + " days";
      errors.add(new FieldError(field, value.toString(), rule));
    }
  }

  private static void oneOf(
      List<FieldError> errors, String field, String value, Set<String> allowed) {
    if (value == null || !allowed.contains(value)) {
      String rule = "must be one of " + String.join(", ", allowed.stream().sorted().toList());
      errors.add(new FieldError(field, value, rule));
    }
  }

  static void range(List<FieldError> errors, String field, long value, long least, long most) {
    if (value < least || value > most) {
      errors.add(new FieldError(field, value, "must be " + least + " to " + most));
    }
  }

  /** Whoever may start a definition must not be able to send its secrets elsewhere. */
  static void noSecrets(List<FieldError> errors, String field, Object value) {
    switch (value) {
      case Map<?, ?> map -> map.forEach((k, v) -> noSecrets(errors, field + "." + k, v));
      case List<?> list -> list.forEach(element -> noSecrets(errors, field, element));
      case String text when SECRET.matcher(text).find() ->
          errors.add(new FieldError(field, text, "must name no secret: only a definition may"));
      case null, default -> {}
    }
  }

  private static void substitutions(List<FieldError> errors, String field, Object value) {
    switch (value) {
      case Map<?, ?> map -> map.forEach((k, v) -> substitutions(errors, field + "." + k, v));
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          substitutions(errors, field + "[" + i + "]", list.get(i));
        }
      }
      case String text -> substitutionsOf(errors, field, text);
      case null, default -> {}
    }
  }

  private static void substitutionsOf(List<FieldError> errors, String field, String text) {
    Matcher matcher = SUBSTITUTION.matcher(text);
    while (matcher.find()) {
      if (!KNOWN.matcher(matcher.group(1)).matches()) {
        String rule =
            "may substitute only {row.<column>}, {parameters.<name>}, {secret.<name>}, {iteration} and {index}";
        errors.add(new FieldError(field, matcher.group(), rule));
      }
    }
  }
}
