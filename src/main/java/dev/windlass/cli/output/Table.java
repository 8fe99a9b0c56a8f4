package dev.windlass.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * Rows in columns that are as wide as they have to be. Nothing is cut off: who wants narrow lines
 * has a terminal for it, and who pipes them wants all of it.
 */
public record Table(List<Column> columns) implements Output.Text {
  private static final String BETWEEN = "   ";

  /** What stands in a row, read from an item of a list. */
  public record Column(String name, boolean right, BiFunction<JsonNode, Ages, String> cell) {
    public static Column of(String name, BiFunction<JsonNode, Ages, String> cell) {
      return new Column(name, false, cell);
    }

    /** A field of the item, found by its JSON pointer. */
    public static Column of(String name, String pointer) {
      return new Column(name, false, (item, ages) -> Cell.of(item.at(pointer)));
    }

    public static Column number(String name, String pointer) {
      return new Column(name, true, (item, ages) -> Cell.of(item.at(pointer)));
    }

    public static Column age(String name, String pointer) {
      return new Column(name, false, (item, ages) -> ages.of(item.at(pointer)));
    }
  }

  public static Table of(Column... columns) {
    return new Table(List.of(columns));
  }

  /** The answer is a list with {@code items}. */
  @Override
  public List<String> lines(JsonNode answer, Ages ages) {
    List<List<String>> rows = new ArrayList<>(List.of(header()));
    rows.addAll(rows(answer, ages));
    int[] widths = widths(rows);
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  List<String> header() {
    return columns.stream().map(Column::name).toList();
  }

  List<List<String>> rows(JsonNode answer, Ages ages) {
    List<List<String>> rows = new ArrayList<>();
    answer.path("items").forEach(item -> rows.add(row(item, ages)));
    return rows;
  }

  private List<String> row(JsonNode item, Ages ages) {
    return columns.stream().map(column -> column.cell().apply(item, ages)).toList();
  }

  int[] widths(List<List<String>> rows) {
    return IntStream.range(0, columns.size())
        .map(i -> rows.stream().mapToInt(row -> Cell.width(row.get(i))).max().orElse(0))
        .toArray();
  }

  String line(List<String> row, int[] widths) {
    String[] cells = new String[row.size()];
    Arrays.setAll(cells, i -> padded(row.get(i), widths[i], columns.get(i).right()));
    return String.join(BETWEEN, cells).stripTrailing();
  }

  private static String padded(String text, int width, boolean right) {
    String space = " ".repeat(Math.max(0, width - Cell.width(text)));
    return right ? space + text : text + space;
  }
}
