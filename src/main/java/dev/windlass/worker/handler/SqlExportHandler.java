package dev.windlass.worker.handler;

import dev.windlass.result.CsvCells;
import dev.windlass.result.Reference;
import dev.windlass.result.ResultName;
import dev.windlass.result.ResultStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.postgresql.PGConnection;

/**
 * The rows of one query, as CSV, into a file of the result store: never more than a few hundred of
 * them in memory. The query is the definition's own words; what comes from rows and arguments goes
 * beside it as values, so that it can't become SQL.
 */
@Singleton
public class SqlExportHandler implements OperationHandler {
  private static final String QUERY = "query";
  private static final String SOURCE = "source";

  /** Syntax and access rules, values that don't fit, writing where only reading is allowed. */
  private static final Set<String> WRONG_FOR_GOOD = Set.of("42", "22", "25");

  private final Map<String, SqlConfig.Source> sources;
  private final long maxBytes;
  private final ResultStore store;

  @Inject
  SqlExportHandler(SqlConfig config, ResultStore store) {
    this(config.sources(), config.maxBytes().asLongValue(), store);
  }

  SqlExportHandler(Map<String, SqlConfig.Source> sources, long maxBytes, ResultStore store) {
    this.sources = sources;
    this.maxBytes = maxBytes;
    this.store = store;
  }

  @Override
  public String name() {
    return "sql-export";
  }

  @Override
  public Set<String> verbatim() {
    return Set.of(QUERY);
  }

  /** A source has a password too. */
  @Override
  public Set<String> fixed(boolean secrets) {
    return Set.of(SOURCE);
  }

  @Override
  public Outcome run(Operation operation) throws IOException {
    Parameters parameters = operation.parameters();
    SqlConfig.Source source = source(parameters.requiredText(SOURCE));
    String query = query(parameters);
    List<?> values = values(parameters);
    cells(parameters);
    try (Connection connection = connect(source)) {
      refuseSuperuser(connection, operation);
      connection.setReadOnly(true);
      connection.setAutoCommit(false);
      limitStatements(connection, operation.timeout());
      try (PreparedStatement statement = connection.prepareStatement(query)) {
        statement.setFetchSize(source.fetchRows());
        statement.setQueryTimeout(seconds(operation.timeout()));
        bind(statement, values);
        return export(statement, operation);
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      return failure(e);
    }
  }

  private Outcome export(PreparedStatement statement, Operation operation)
      throws SQLException, IOException {
    if (!statement.execute()) {
      throw new UnusableParameters("the parameter 'query' returns no rows: it must be a select");
    }
    String file =
        "out-%d-%d-%d-%s.csv"
            .formatted(
                operation.index(),
                operation.iteration(),
                operation.caseIndex(),
                UUID.randomUUID().toString().substring(0, 8));
    try (ResultSet rows = statement.getResultSet();
        ResultStore.Upload upload =
            store.create(new ResultName(operation.job().toString(), file))) {
      RowsAsCsv csv = new RowsAsCsv(upload, maxBytes, cells(operation.parameters()));
      csv.write(rows);
      upload.commit();
      return Outcome.success(new Reference(file, csv.rows(), csv.bytes()).json());
    } catch (RowsAsCsv.TooLong e) {
      return Outcome.failure(e.getMessage()).notToBeRetried();
    }
  }

  private SqlConfig.Source source(String name) {
    SqlConfig.Source source = sources.get(name);
    if (source == null) {
      throw new UnusableParameters(
          "there is no data source '%s': windlass.sql.sources names %s"
              .formatted(name, new TreeSet<>(sources.keySet())));
    }
    return source;
  }

  private static String query(Parameters parameters) {
    String query = parameters.requiredText(QUERY);
    if (Substitution.isNeededFor(query)) {
      throw new UnusableParameters(
          "nothing is substituted in the parameter 'query': write ? there, and put what it stands"
              + " for into 'values'");
    }
    return OneSelect.checked(query);
  }

  private static CsvCells cells(Parameters parameters) {
    String word = parameters.text("formulas").orElse(CsvCells.ESCAPE.word());
    try {
      return CsvCells.of(word);
    } catch (IllegalArgumentException e) {
      throw Parameters.unusable("formulas", word, "escape or keep");
    }
  }

  /** Who reads the server's files and starts programs there is not held by a transaction. */
  private static void refuseSuperuser(Connection connection, Operation operation)
      throws SQLException {
    if (connection.isWrapperFor(PGConnection.class)
        && "on".equals(connection.unwrap(PGConnection.class).getParameterStatus("is_superuser"))) {
      throw new UnusableParameters(
          "the data source '%s' logs in as a superuser: windlass.sql.sources must give it somebody who may only read"
              .formatted(operation.parameters().requiredText(SOURCE)));
    }
  }

  /** Also where this worker is killed and nobody cancels what it had asked for. */
  private static void limitStatements(Connection connection, Duration timeout) throws SQLException {
    if (connection.isWrapperFor(PGConnection.class)) {
      try (PreparedStatement limit =
          connection.prepareStatement("select set_config('statement_timeout', ?, true)")) {
        limit.setString(1, seconds(timeout) + "s");
        limit.execute();
      }
    }
  }

  private static List<?> values(Parameters parameters) {
    Object values = parameters.value("values").orElse(List.of());
    if (values instanceof List<?> list) {
      return list;
    }
    throw Parameters.unusable("values", values, "a list, with a value for each ? of the query");
  }

  private static void bind(PreparedStatement statement, List<?> values) throws SQLException {
    int expected = statement.getParameterMetaData().getParameterCount();
    if (expected != values.size()) {
      throw new UnusableParameters(
          "the query has %d times ?, and 'values' has %d".formatted(expected, values.size()));
    }
    for (int i = 0; i < values.size(); i++) {
      statement.setObject(i + 1, values.get(i));
    }
  }

  private static Connection connect(SqlConfig.Source source) throws SQLException {
    Properties properties = new Properties();
    source.username().ifPresent(user -> properties.setProperty("user", user));
    source.password().ifPresent(password -> properties.setProperty("password", password));
    if (source.jdbcUrl().startsWith("jdbc:postgresql:")) {
      // What is substituted is text: the query says what it is compared with.
      properties.setProperty("stringtype", "unspecified");
      properties.setProperty("connectTimeout", Integer.toString(seconds(source.connectWithin())));
      properties.setProperty("ApplicationName", "windlass sql-export");
    }
    return DriverManager.getConnection(source.jdbcUrl(), properties);
  }

  private static int seconds(Duration duration) {
    return (int) Math.clamp(duration.plusMillis(999).toSeconds(), 1, Integer.MAX_VALUE);
  }

  private static Outcome failure(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    Outcome failure = Outcome.failure("%s (SQL state %s)".formatted(e.getMessage(), state));
    return state.length() == 5 && WRONG_FOR_GOOD.contains(state.substring(0, 2))
        ? failure.notToBeRetried()
        : failure;
  }
}
