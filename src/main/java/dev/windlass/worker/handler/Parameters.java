package dev.windlass.worker.handler;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of an operation, with every substitution made: those of the definition, over them
 * the batch job's arguments, over them those of the case. Numbers may also be given as text,
 * because what is substituted is text.
 */
public record Parameters(Map<String, Object> values) {

  public Optional<Object> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  public Optional<String> text(String name) {
    return value(name).map(String::valueOf);
  }

  public String requiredText(String name) {
    return text(name)
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> new UnusableParameters("the parameter '" + name + "' is missing"));
  }

  public Duration duration(String name, Duration otherwise) {
    String text = text(name).orElse(null);
    if (text == null) {
      return otherwise;
    }
    try {
      Duration duration = Duration.parse(text);
      if (!duration.isNegative()) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      // Told below.
    }
    throw unusable(name, text, "a duration of 0 or more in ISO-8601, such as PT1.5S");
  }

  public double fraction(String name, double otherwise) {
    String text = text(name).orElse(null);
    if (text == null) {
      return otherwise;
    }
    try {
      double fraction = Double.parseDouble(text);
      if (fraction >= 0 && fraction <= 1) {
        return fraction;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw unusable(name, text, "a number from 0 to 1");
  }

  public long number(String name, long otherwise) {
    String text = text(name).orElse(null);
    if (text == null) {
      return otherwise;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw unusable(name, text, "a whole number");
    }
  }

  public boolean flag(String name, boolean otherwise) {
    String text = text(name).orElse(null);
    if (text == null) {
      return otherwise;
    }
    if (text.equals("true") || text.equals("false")) {
      return text.equals("true");
    }
    throw unusable(name, text, "true or false");
  }

  public static UnusableParameters unusable(String name, Object value, String rule) {
    return new UnusableParameters(
        "the parameter '" + name + "' is '" + value + "', but must be " + rule);
  }
}
