package dev.windlass.worker.handler;

import java.util.List;

/** Which statuses are a success: a number, several, or a range such as {@code 200-299}. */
record ExpectedStatus(List<Span> spans) {
  static final ExpectedStatus SUCCESS = new ExpectedStatus(List.of(new Span(200, 299)));

  record Span(int from, int to) {
    @Override
    public String toString() {
      return from == to ? Integer.toString(from) : from + "-" + to;
    }
  }

  static ExpectedStatus of(Object parameter) {
    return switch (parameter) {
      case null -> SUCCESS;
      case List<?> list -> new ExpectedStatus(list.stream().map(ExpectedStatus::span).toList());
      default -> new ExpectedStatus(List.of(span(parameter)));
    };
  }

  boolean contains(int status) {
    return spans.stream().anyMatch(span -> status >= span.from && status <= span.to);
  }

  @Override
  public String toString() {
    return String.join(", ", spans.stream().map(Span::toString).toList());
  }

  private static Span span(Object value) {
    String text = String.valueOf(value).trim();
    if (text.matches("[1-5]\\d\\d(-[1-5]\\d\\d)?")) {
      return new Span(
          Integer.parseInt(text, 0, 3, 10),
          Integer.parseInt(text, text.length() - 3, text.length(), 10));
    }
    throw Parameters.unusable(
        "expectStatus", text, "a status such as 200, a list of them, or a range such as 200-299");
  }
}
