package dev.windlass.cli.output;

import dev.windlass.cli.client.Answer;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Columns become wider from page to page where they have to: what is printed stays as it is. */
final class ListedTable implements Listing {
  private final Table table;
  private final Ages ages;
  private final PrintWriter out;
  private int[] widths;

  ListedTable(Table table, Ages ages, PrintWriter out) {
    this.table = table;
    this.ages = ages;
    this.out = out;
  }

  @Override
  public void add(Answer page, boolean last) {
    List<List<String>> rows = new ArrayList<>();
    if (widths == null) {
      rows.add(table.header());
      widths = new int[table.columns().size()];
    }
    rows.addAll(table.rows(page.json(), ages));
    int[] wanted = table.widths(rows);
    Arrays.setAll(widths, i -> Math.max(widths[i], wanted[i]));
    rows.forEach(row -> out.println(table.line(row, widths)));
  }
}
