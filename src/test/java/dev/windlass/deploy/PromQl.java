package dev.windlass.deploy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a PromQL expression asks for: its selectors, and the labels that it groups by. There is no
 * parser of the language for Java; this one knows the words that the rules and dashboards use, and
 * refuses every other, so that a function's name with a slip is no metric.
 */
final class PromQl {
  /** {@code name{label="value"}}. */
  record Selector(String metric, List<Match> matches) {}

  /** {@code label="value"}, and so on. */
  record Match(String label, String operator, String value) {
    boolean accepts(String actual) {
      return switch (operator) {
        case "=" -> value.equals(actual);
        case "!=" -> !value.equals(actual);
        case "=~" -> actual.matches(value);
        case "!~" -> !actual.matches(value);
        default -> throw new IllegalArgumentException("no operator: " + operator);
      };
    }
  }

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(?<word>[a-zA-Z_:][a-zA-Z0-9_:]*)|(?<text>\"(?:[^\"\\\\]|\\\\.)*\")"
              + "|(?<number>\\d+(?:\\.\\d+)?(?:ms|[smhdwy])?)"
              + "|(?<sign>=~|!~|!=|==|>=|<=|[-+*/%^<>=(){}\\[\\],]))");
  private static final Set<String> FUNCTIONS =
      Set.of("absent", "changes", "histogram_quantile", "increase", "rate");
  private static final Set<String> AGGREGATIONS = Set.of("avg", "count", "max", "min", "sum");
  private static final Set<String> GROUPINGS = Set.of("by", "on", "without", "ignoring");
  private static final Set<String> OPERATORS = Set.of("and", "or", "unless");

  private final String expression;
  private final List<String> tokens = new ArrayList<>();
  private final List<Selector> selectors = new ArrayList<>();
  private final Set<String> grouped = new HashSet<>();
  private int at;
  private int depth;

  private PromQl(String expression) {
    this.expression = expression;
    Matcher matcher = TOKEN.matcher(expression);
    int end = 0;
    while (end < expression.stripTrailing().length()) {
      if (!matcher.find(end) || matcher.start() != end) {
        throw new IllegalArgumentException("no PromQL from " + end + " on: " + expression);
      }
      tokens.add(matcher.group().strip());
      end = matcher.end();
    }
  }

  static PromQl of(String expression) {
    PromQl read = new PromQl(expression);
    while (read.at < read.tokens.size()) {
      read.next();
    }
    read.expect(read.depth == 0, "a parenthesis is open");
    read.expect(!read.selectors.isEmpty(), "nothing is selected");
    return read;
  }

  List<Selector> selectors() {
    return List.copyOf(selectors);
  }

  Set<String> grouped() {
    return Set.copyOf(grouped);
  }

  private void next() {
    String token = take();
    if (GROUPINGS.contains(token)) {
      grouped.addAll(labels());
    } else if (FUNCTIONS.contains(token)) {
      expect(peek().equals("("), token + " has no arguments");
    } else if (AGGREGATIONS.contains(token)) {
      expect(peek().equals("(") || GROUPINGS.contains(peek()), token + " has no arguments");
    } else if (Character.isLetter(token.charAt(0)) && !OPERATORS.contains(token)) {
      selector(token);
    } else if (token.equals("(")) {
      depth++;
    } else if (token.equals(")")) {
      expect(--depth >= 0, "a parenthesis closes that was not open");
    }
  }

  private void selector(String metric) {
    expect(metric.contains("_"), "'" + metric + "' is neither a function nor a metric");
    List<Match> matches = new ArrayList<>();
    if (peek().equals("{")) {
      take();
      while (!peek().equals("}")) {
        matches.add(new Match(take(), take(), unquoted(take())));
        if (peek().equals(",")) {
          take();
        }
      }
      take();
    }
    selectors.add(new Selector(metric, List.copyOf(matches)));
    if (peek().equals("[")) {
      take();
      expect(take().matches("\\d+(ms|[smhdwy])"), "a range is a duration");
      expect(take().equals("]"), "a range is open");
    }
  }

  private Set<String> labels() {
    Set<String> labels = new HashSet<>();
    expect(take().equals("("), "labels stand in parentheses");
    while (!peek().equals(")")) {
      String label = take();
      if (!label.equals(",")) {
        labels.add(label);
      }
    }
    take();
    return labels;
  }

  private String unquoted(String text) {
    expect(text.startsWith("\""), "a value is not quoted: " + text);
    return text.substring(1, text.length() - 1).replace("\\\\", "\\");
  }

  private String take() {
    expect(at < tokens.size(), "it ends too early");
    return tokens.get(at++);
  }

  private String peek() {
    return at < tokens.size() ? tokens.get(at) : "";
  }

  private void expect(boolean so, String otherwise) {
    if (!so) {
      throw new IllegalArgumentException(otherwise + ": " + expression);
    }
  }
}
