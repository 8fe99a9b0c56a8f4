package dev.windlass.control;

import dev.windlass.access.Access;
import dev.windlass.access.NoPlaceException;
import dev.windlass.access.Places;
import dev.windlass.access.SecurityConfig;
import dev.windlass.control.InputPages.InputPage;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Uploaded rows. An upload streams into pages within one transaction: a broken one, a client that
 * hangs up or a crash leaves nothing. It holds one page in memory and one database connection,
 * which is why only so many run at a time.
 */
@ApplicationScoped
public class Inputs {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
  private final Database database;
  private final Namespaces namespaces;
  private final AuditNotes notes;
  private final InputsConfig limits;
  private final Access access;
  private final Places uploads;
  private final SecureRandom random = new SecureRandom();

  Inputs(
      Database database,
      Namespaces namespaces,
      AuditNotes notes,
      InputsConfig limits,
      Access access,
      SecurityConfig security) {
    this.database = database;
    this.namespaces = namespaces;
    this.notes = notes;
    this.limits = limits;
    this.access = access;
    this.uploads =
        new Places("uploads", limits.maxUploads(), "windlass.inputs.max-uploads", security.share());
  }

  /** How an upload is written. */
  public enum Format {
    CSV("text/csv"),
    NDJSON("application/x-ndjson");

    private final String mediaType;

    Format(String mediaType) {
      this.mediaType = mediaType;
    }

    public String mediaType() {
      return mediaType;
    }
  }

  public StoredInput upload(String namespace, Format format, InputStream body) {
    if (!DefinitionRules.NAME.matcher(namespace).matches()) {
      throw Refusal.invalid("namespace", namespace, DefinitionRules.NAME_RULE);
    }
    namespaces.require(namespace);
    try (Places.Place place = place()) {
      return database.transaction(connection -> upload(connection, namespace, format, body));
    }
  }

  private Places.Place place() {
    try {
      return uploads.take(access.identity());
    } catch (NoPlaceException e) {
      throw new Refusal(ProblemCode.TOO_MANY_UPLOADS, e.getMessage() + ": try again later")
          .retryAfter(RETRY_AFTER);
    }
  }

  public StoredInput get(String id) {
    return database.transaction(connection -> find(connection, id, false));
  }

  /** Refused while a batch job uses it: an input lives as long as its jobs. */
  public void delete(String id) {
    database.transaction(
        connection -> {
          StoredInput input = find(connection, id, true);
          if (InputRows.used(connection, id)) {
            throw new Refusal(
                ProblemCode.INPUT_IN_USE,
                "batch jobs run over the input " + id + ": it is deleted with the last of them");
          }
          InputRows.delete(connection, id);
          note(connection, "input.delete", input);
          return null;
        });
  }

  public RowsPage page(String id, int page) {
    requireReached(id);
    Optional<RowsPage> found =
        database.transaction(connection -> InputRows.page(connection, id, page));
    return found.orElseThrow(() -> unknown(id, "page " + page));
  }

  public RowsPage pageOfRow(String id, int row) {
    requireReached(id);
    Optional<RowsPage> found =
        database.transaction(connection -> InputRows.pageOfRow(connection, id, row));
    return found.orElseThrow(() -> unknown(id, "row " + row));
  }

  /** One row, as a map; empty where the input is gone. */
  public Optional<Object> row(String id, int row) {
    Optional<RowsPage> found =
        database.transaction(connection -> InputRows.pageOfRow(connection, id, row));
    return found.map(page -> page.row(row));
  }

  private StoredInput upload(
      Connection connection, String namespace, Format format, InputStream body)
      throws SQLException {
    Instant now = Times.now();
    String id = InputId.of(now, random);
    LimitedInput bytes =
        new LimitedInput(body, limits.maxBytes().asLongValue(), limits.longestUpload());
    InputPages pages = new InputPages(limits, page -> store(connection, id, page));
    try {
      RowSource rows =
          format == Format.CSV ? new CsvRows(bytes, limits) : new NdjsonRows(bytes, limits);
      pages.cut(rows);
      StoredInput input =
          new StoredInput(
              id,
              namespace,
              format.mediaType(),
              pages.rows(),
              pages.pages(),
              bytes.count(),
              rows.columns(),
              now);
      InputRows.insert(connection, input);
      note(connection, "input.create", input);
      return input;
    } catch (IOException e) {
      throw new Refusal(
          ProblemCode.INVALID_INPUT,
          "the upload ended before its last row, after " + bytes.count() + " bytes",
          e);
    }
  }

  private void note(Connection connection, String action, StoredInput input) throws SQLException {
    notes.add(
        connection,
        Change.in(input.namespace(), action, input.id())
            .with("rows", input.rows())
            .with("bytes", input.bytes()));
  }

  private static void store(Connection connection, String id, InputPage page) {
    try {
      InputRows.insertPage(connection, id, page);
    } catch (SQLException e) {
      throw Database.failure(e);
    }
  }

  /** Who reaches all needs no look at the input. */
  private void requireReached(String id) {
    if (!namespaces.reach().all()) {
      get(id);
    }
  }

  private StoredInput find(Connection connection, String id, boolean forUpdate)
      throws SQLException {
    return InputRows.find(connection, id, forUpdate)
        .filter(input -> namespaces.has(input.namespace()))
        .orElseThrow(() -> new Refusal(ProblemCode.UNKNOWN_INPUT, "there is no input " + id));
  }

  private static Refusal unknown(String id, String part) {
    return new Refusal(ProblemCode.UNKNOWN_INPUT, "there is no " + part + " of an input " + id);
  }
}
