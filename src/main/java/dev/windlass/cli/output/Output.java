package dev.windlass.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.cli.client.Answer;
import dev.windlass.cli.terminal.PlainWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.function.Function;

/**
 * Where a command prints: what was asked for goes to the standard output, and what is said besides
 * to the standard error, so that the one can be piped on.
 */
public final class Output {
  private final Format format;
  private final Ages ages;
  private final PrintWriter out;
  private final PrintWriter err;

  /** An answer in the words for people. */
  @FunctionalInterface
  public interface Text {
    List<String> lines(JsonNode answer, Ages ages);
  }

  Output(Format format, Ages ages, PrintWriter out, PrintWriter err) {
    this.format = format;
    this.ages = ages;
    this.out = new PrintWriter(new PlainWriter(out));
    this.err = new PrintWriter(new PlainWriter(err));
  }

  public void print(Answer answer, Text text) {
    switch (format) {
      case JSON -> out.println(answer.body().stripTrailing());
      case YAML -> out.print(YamlText.of(answer.json()));
      case TABLE -> text.lines(answer.json(), ages).forEach(out::println);
    }
    out.flush();
  }

  /** For a list that is read page by page. */
  public Listing listing(Table table) {
    return switch (format) {
      case JSON -> new ListedJson(out);
      case YAML -> new ListedYaml(out);
      case TABLE -> new ListedTable(table, ages, out);
    };
  }

  /**
   * One value of each item of a list, one a line, for the next command; the same in every format.
   */
  public Listing values(Function<JsonNode, String> value) {
    return (page, last) -> page.json().path("items").forEach(i -> out.println(value.apply(i)));
  }

  public void values(Answer list, String pointer) {
    values(item -> item.at(pointer).asText()).add(list, true);
    out.flush();
  }

  /** Writes what was printed so far; false where nobody reads it any more, as behind a `head`. */
  public boolean isRead() {
    return !out.checkError() && !System.out.checkError();
  }

  /** A sentence or a value that was asked for; the same in every format. */
  public void line(String text) {
    out.println(text);
    out.flush();
  }

  /** A sentence that only people are to read. */
  public void note(String sentence) {
    err.println(sentence);
    err.flush();
  }

  /** The same for whoever asked to see nothing but what goes wrong. */
  public Output quiet() {
    return new Output(format, ages, new PrintWriter(Writer.nullWriter()), err);
  }

  public boolean isForPeople() {
    return format == Format.TABLE;
  }

  public Ages ages() {
    return ages;
  }
}
