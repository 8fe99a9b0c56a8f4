package dev.windlass.worker.handler;

import java.sql.SQLException;
import java.util.regex.Pattern;
import org.postgresql.core.Parser;

/**
 * A query that is one statement and reads. PostgreSQL's driver sends several one by one, and {@code
 * commit} among them would end the read-only transaction: so its own parser says how many there
 * are.
 */
final class OneSelect {
  /** Behind comments, none of which holds the beginning of another: those may be nested. */
  private static final Pattern READS =
      Pattern.compile(
          "(?:[\\s(]|--[^\\n]*\\n|/\\*(?:(?!/\\*|\\*/).)*+\\*/)*+(?:select|with|values|table)\\b.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private OneSelect() {}

  static String checked(String query) {
    int statements = statements(query);
    if (statements != 1) {
      throw new UnusableParameters(
          "the parameter 'query' holds %d statements: it must be one select".formatted(statements));
    }
    if (!READS.matcher(query).matches()) {
      throw new UnusableParameters("the parameter 'query' returns no rows: it must be a select");
    }
    return query;
  }

  private static int statements(String query) {
    try {
      return Parser.parseJdbcSql(query, true, true, true, false, false).size();
    } catch (SQLException e) {
      throw new UnusableParameters("the parameter 'query' is no SQL: " + e.getMessage());
    }
  }
}
