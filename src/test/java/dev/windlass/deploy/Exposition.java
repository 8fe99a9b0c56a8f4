package dev.windlass.deploy;

import dev.windlass.deploy.PromQl.Match;
import dev.windlass.deploy.PromQl.Selector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a process tells at {@code /q/metrics}, as Prometheus would keep it. */
record Exposition(List<Series> all) {
  private static final Pattern LINE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{([^#]*)})? (\\S+)(?: # .*)?");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** Which answers there were depends on what was asked: any status may be named. */
  private static final String STATUS = "status";

  /** Labels that Prometheus adds to whatever it scrapes. */
  private static final Map<String, String> TARGET =
      Map.of("instance", "10.0.0.1:8080", "job", "windlass");

  record Series(String name, Map<String, String> labels, double value) {}

  static Exposition parse(String text) {
    List<Series> all = new ArrayList<>();
    text.lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .forEach(line -> all.add(series(line)));
    return new Exposition(all);
  }

  double value(String name, String label, String value) {
    return named(name)
        .filter(series -> value.equals(series.labels().get(label)))
        .mapToDouble(Series::value)
        .sum();
  }

  /** What of an expression this process could never answer; empty where all is there. */
  List<String> lacking(PromQl expression) {
    List<String> lacking = new ArrayList<>();
    expression.selectors().forEach(selector -> addLacking(selector, lacking));
    for (String label : expression.grouped()) {
      Set<String> metrics =
          Set.copyOf(expression.selectors().stream().map(Selector::metric).toList());
      if (all.stream()
          .noneMatch(s -> metrics.contains(s.name()) && s.labels().containsKey(label))) {
        lacking.add("nothing in it has the label " + label);
      }
    }
    return lacking;
  }

  private void addLacking(Selector selector, List<String> lacking) {
    if (named(selector.metric()).findAny().isEmpty()) {
      lacking.add("there is no " + selector.metric());
      return;
    }
    for (Match match : selector.matches()) {
      if (named(selector.metric()).noneMatch(s -> s.labels().containsKey(match.label()))) {
        lacking.add(selector.metric() + " has no label " + match.label());
      }
    }
    if (named(selector.metric()).noneMatch(series -> selects(selector, series))) {
      lacking.add("nothing is " + selector);
    }
  }

  private static boolean selects(Selector selector, Series series) {
    return selector.matches().stream()
        .filter(match -> !match.label().equals(STATUS) || !selector.metric().startsWith("http_"))
        .allMatch(match -> match.accepts(series.labels().getOrDefault(match.label(), "")));
  }

  private java.util.stream.Stream<Series> named(String name) {
    return all.stream().filter(series -> series.name().equals(name));
  }

  private static Series series(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("no line of metrics: " + line);
    }
    Map<String, String> labels = new HashMap<>(TARGET);
    if (matcher.group(2) != null) {
      LABEL.matcher(matcher.group(2)).results().forEach(l -> labels.put(l.group(1), l.group(2)));
    }
    return new Series(matcher.group(1), labels, number(matcher.group(3)));
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }
}
