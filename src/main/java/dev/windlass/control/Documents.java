package dev.windlass.control;

import dev.windlass.audit.Chain;
import dev.windlass.wire.Json;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What a front door keeps besides definitions, schedules and batch jobs. A kind is one door's own,
 * and its bodies are JSON of that door's records.
 */
@ApplicationScoped
public class Documents {
  private static final String COLUMNS =
      "select id, parent, version, body, created_at, updated_at from document where kind = ?";

  private final Database database;
  private final Namespaces namespaces;
  private final AuditNotes notes;

  Documents(Database database, Namespaces namespaces, AuditNotes notes) {
    this.database = database;
    this.namespaces = namespaces;
    this.notes = notes;
  }

  /**
   * The name of a kind, such as {@code voiceagent-case}, and the record that its bodies are.
   *
   * @param inNamespace the parent of its documents is their namespace: who cannot reach it does not
   *     find them
   * @param audited people change them; others are a door's notes of what it did itself
   */
  public record Kind<T>(String name, Class<T> type, boolean inNamespace, boolean audited) {
    public Kind(String name, Class<T> type) {
      this(name, type, false, false);
    }

    public static <T> Kind<T> inNamespace(String name, Class<T> type) {
      return new Kind<>(name, type, true, false);
    }

    public Kind<T> asAudited() {
      return new Kind<>(name, type, inNamespace, true);
    }
  }

  /** {@code version} is 1 at first and rises by one with every change. */
  public record Document<T>(
      String id, String parent, int version, T body, Instant createdAt, Instant updatedAt) {}

  /** A number that no batch job and no other document has, for ids that must be numbers. */
  public long number() {
    return database.transaction(NumberRows::next);
  }

  /** Empty where the id is taken. */
  public <T> Optional<Document<T>> insert(Kind<T> kind, String id, String parent, T body) {
    if (kind.inNamespace()) {
      namespaces.require(parent);
    }
    Instant now = Times.now();
    Document<T> document = new Document<>(id, parent, 1, body, now, now);
    return database.transaction(connection -> insert(connection, kind, document));
  }

  public <T> Optional<Document<T>> find(Kind<T> kind, String id) {
    return database.transaction(connection -> find(connection, kind, id, ""));
  }

  /** Those of them that there are, by id. */
  public <T> Map<String, Document<T>> find(Kind<T> kind, Collection<String> ids) {
    return database.transaction(
        connection ->
            query(
                    connection,
                    kind,
                    COLUMNS + " and id = any(?)",
                    kind.name(),
                    ids.toArray(String[]::new))
                .stream()
                .filter(document -> isReached(kind, document))
                .collect(Collectors.toMap(Document::id, document -> document)));
  }

  /** In the order of their creation, after the given one where there is one. */
  public <T> List<Document<T>> list(Kind<T> kind, String parent, Document<T> after, int limit) {
    if (kind.inNamespace() && parent != null) {
      namespaces.require(parent);
    }
    List<Object> values = new ArrayList<>(List.of(kind.name()));
    StringBuilder sql = new StringBuilder(COLUMNS);
    if (kind.inNamespace() && !namespaces.reach().all()) {
      sql.append(" and parent = any(?)");
      values.add(namespaces.reach().namespaces().toArray(String[]::new));
    }
    if (parent != null) {
      sql.append(" and parent = ?");
      values.add(parent);
    }
    if (after != null) {
      sql.append(" and (created_at, id) > (?, ?)");
      values.add(Sql.at(after.createdAt()));
      values.add(after.id());
    }
    sql.append(" order by created_at, id limit ").append(limit);
    return database.transaction(
        connection -> query(connection, kind, sql.toString(), values.toArray()));
  }

  /**
   * Changes it while nobody else can; empty where there is none. What {@code change} throws leaves
   * it as it was; what equals the present body changes nothing.
   */
  public <T> Optional<Document<T>> change(Kind<T> kind, String id, UnaryOperator<T> change) {
    return change(kind, id, "replace", change);
  }

  /** Changes it into what is deleted for people, and stays because something still refers to it. */
  public <T> Optional<Document<T>> retire(Kind<T> kind, String id, UnaryOperator<T> change) {
    return change(kind, id, "delete", change);
  }

  private <T> Optional<Document<T>> change(
      Kind<T> kind, String id, String verb, UnaryOperator<T> change) {
    return database.transaction(
        connection -> {
          Optional<Document<T>> found = find(connection, kind, id, " for update");
          return found.isEmpty()
              ? found
              : Optional.of(replace(connection, kind, verb, found.get(), change));
        });
  }

  /** False where there was none. */
  public boolean delete(Kind<?> kind, String id) {
    return database.transaction(
        connection -> {
          Optional<? extends Document<?>> found = find(connection, kind, id, " for update");
          if (found.isPresent()) {
            String sql = "delete from document where kind = ? and id = ?";
            Sql.update(connection, sql, kind.name(), id);
            note(connection, kind, "delete", found.get());
          }
          return found.isPresent();
        });
  }

  private boolean isReached(Kind<?> kind, Document<?> document) {
    return !kind.inNamespace() || namespaces.has(document.parent());
  }

  private <T> Optional<Document<T>> insert(
      Connection connection, Kind<T> kind, Document<T> document) throws SQLException {
    String sql =
        "insert into document (kind, id, parent, version, body, created_at, updated_at)"
            + " values (?, ?, ?, 1, ?::jsonb, ?, ?) on conflict do nothing";
    int inserted =
        Sql.update(
            connection,
            sql,
            kind.name(),
            document.id(),
            document.parent(),
            json(document.body()),
            Sql.at(document.createdAt()),
            Sql.at(document.updatedAt()));
    if (inserted == 0) {
      return Optional.empty();
    }
    note(connection, kind, "create", document);
    return Optional.of(document);
  }

  private void note(Connection connection, Kind<?> kind, String verb, Document<?> document)
      throws SQLException {
    if (kind.audited()) {
      String chain = kind.inNamespace() ? document.parent() : Chain.OF_ALL;
      notes.add(
          connection,
          Change.in(chain, kind.name() + "." + verb, document.id())
              .with("version", document.version()));
    }
  }

  private <T> Document<T> replace(
      Connection connection, Kind<T> kind, String verb, Document<T> old, UnaryOperator<T> change)
      throws SQLException {
    T body = change.apply(old.body());
    if (body.equals(old.body())) {
      return old;
    }
    Instant now = Times.now();
    Sql.update(
        connection,
        "update document set version = ?, body = ?::jsonb, updated_at = ?"
            + " where kind = ? and id = ?",
        old.version() + 1,
        json(body),
        Sql.at(now),
        kind.name(),
        old.id());
    Document<T> changed =
        new Document<>(old.id(), old.parent(), old.version() + 1, body, old.createdAt(), now);
    note(connection, kind, verb, changed);
    return changed;
  }

  private <T> Optional<Document<T>> find(
      Connection connection, Kind<T> kind, String id, String lock) throws SQLException {
    return query(connection, kind, COLUMNS + " and id = ?" + lock, kind.name(), id).stream()
        .filter(document -> isReached(kind, document))
        .findFirst();
  }

  private static <T> List<Document<T>> query(
      Connection connection, Kind<T> kind, String sql, Object... values) throws SQLException {
    List<Document<T>> found = new ArrayList<>();
    try (PreparedStatement statement = Sql.prepared(connection, sql, values);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        found.add(
            new Document<>(
                row.getString(1),
                row.getString(2),
                row.getInt(3),
                Json.read(row.getString(4).getBytes(StandardCharsets.UTF_8), kind.type()),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                row.getObject(6, OffsetDateTime.class).toInstant()));
      }
    }
    return found;
  }

  private static String json(Object body) {
    return new String(Json.write(body), StandardCharsets.UTF_8);
  }
}
