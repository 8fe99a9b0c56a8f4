package dev.windlass.control;

import dev.windlass.access.Reach;
import dev.windlass.control.Refusal.FieldError;
import dev.windlass.job.Definition;
import dev.windlass.wire.WireConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The definitions. Every change gives a version that was never used for the name, also across a
 * deletion, so that a version says which definition ran. Batch jobs carry snapshots: nothing here
 * changes what runs.
 */
@ApplicationScoped
public class Definitions {
  private final Database database;
  private final Namespaces namespaces;
  private final AuditNotes notes;
  private final DefinitionRules rules;

  Definitions(
      Database database,
      Namespaces namespaces,
      AuditNotes notes,
      WireConfig wire,
      ControlConfig config) {
    this.database = database;
    this.namespaces = namespaces;
    this.notes = notes;
    this.rules = new DefinitionRules(wire.queues(), config.handlers(), config.maxDefinitionBytes());
  }

  public DefinitionRules rules() {
    return rules;
  }

  public StoredDefinition create(Definition definition) {
    check(definition);
    return database.transaction(connection -> create(connection, definition));
  }

  /** What {@link #create} would answer, or refuse. */
  public StoredDefinition tryCreate(Definition definition) {
    check(definition);
    return database.rehearsal(connection -> create(connection, definition));
  }

  /** What was stored, and whether the name is new. */
  public record Put(StoredDefinition stored, boolean created) {}

  /**
   * Replaces the definition, or stores it where there is none and {@code ifMatch} is absent. One
   * that equals what is stored changes nothing.
   */
  public Put put(Definition definition, IfMatch ifMatch) {
    check(definition);
    return database.transaction(connection -> put(connection, definition, ifMatch));
  }

  /** What {@link #put} would answer, or refuse. */
  public Put tryPut(Definition definition, IfMatch ifMatch) {
    check(definition);
    return database.rehearsal(connection -> put(connection, definition, ifMatch));
  }

  public Optional<StoredDefinition> find(DefinitionKey key) {
    namespaces.require(key.namespace());
    return database.transaction(
        connection -> DefinitionRows.find(connection, key.namespace(), key.name(), false));
  }

  /** As it was in that version, also where it was changed or deleted since. */
  public Optional<StoredDefinition> find(DefinitionKey key, int version) {
    namespaces.require(key.namespace());
    return database.transaction(
        connection -> DefinitionRows.version(connection, key.namespace(), key.name(), version));
  }

  public StoredDefinition get(DefinitionKey key) {
    return find(key).orElseThrow(() -> unknown(key));
  }

  public StoredDefinition get(DefinitionKey key, int version) {
    return find(key, version)
        .orElseThrow(
            () ->
                new Refusal(
                    ProblemCode.UNKNOWN_DEFINITION,
                    "there is no version " + version + " of definition " + key));
  }

  /** Newest first, those before {@code before}; also of one that was deleted. */
  public List<StoredDefinition> versions(DefinitionKey key, int before, int limit) {
    namespaces.require(key.namespace());
    return database.transaction(
        connection ->
            DefinitionRows.versions(connection, key.namespace(), key.name(), before, limit));
  }

  public List<StoredDefinition> list(
      String namespace, String text, DefinitionKey after, int limit) {
    if (namespace != null) {
      namespaces.require(namespace);
    }
    Reach reach = namespaces.reach();
    return database.transaction(
        connection -> DefinitionRows.list(connection, namespace, reach, text, after, limit));
  }

  public void delete(DefinitionKey key, IfMatch ifMatch) {
    namespaces.require(key.namespace());
    database.transaction(
        connection -> {
          StoredDefinition stored =
              DefinitionRows.find(connection, key.namespace(), key.name(), true)
                  .orElseThrow(() -> unknown(key));
          ifMatch.require(named(stored.definition()), stored.definition().version());
          DefinitionRows.delete(connection, key.namespace(), key.name());
          note(connection, "definition.delete", stored.definition());
          return null;
        });
  }

  private void check(Definition definition) {
    namespaces.require(definition.namespace());
    List<FieldError> errors = rules.check(definition);
    if (!errors.isEmpty()) {
      throw Refusal.invalid(errors);
    }
  }

  private StoredDefinition create(Connection connection, Definition definition)
      throws SQLException {
    return insert(connection, definition).orElseThrow(() -> exists(definition));
  }

  private Put put(Connection connection, Definition definition, IfMatch ifMatch)
      throws SQLException {
    Optional<StoredDefinition> found =
        DefinitionRows.find(connection, definition.namespace(), definition.name(), true);
    if (found.isEmpty()) {
      ifMatch.requireNothing(named(definition));
      return new Put(create(connection, definition), true);
    }
    ifMatch.require(named(definition), found.get().definition().version());
    return new Put(replace(connection, definition, found.get()), false);
  }

  private Optional<StoredDefinition> insert(Connection connection, Definition definition)
      throws SQLException {
    int version = DefinitionRows.nextVersion(connection, definition.namespace(), definition.name());
    Definition versioned = definition.atVersion(version);
    Instant now = Times.now();
    if (!DefinitionRows.insert(connection, versioned, now)) {
      return Optional.empty();
    }
    DefinitionRows.remember(connection, versioned, now);
    note(connection, "definition.create", versioned);
    return Optional.of(new StoredDefinition(versioned, now, now));
  }

  private StoredDefinition replace(
      Connection connection, Definition definition, StoredDefinition stored) throws SQLException {
    int version = stored.definition().version();
    if (definition.atVersion(version).equals(stored.definition())) {
      return stored;
    }
    Definition versioned = definition.atVersion(version + 1);
    Instant now = Times.now();
    DefinitionRows.replace(connection, versioned, now);
    DefinitionRows.remember(connection, versioned, now);
    note(connection, "definition.replace", versioned);
    return new StoredDefinition(versioned, stored.createdAt(), now);
  }

  private void note(Connection connection, String action, Definition definition)
      throws SQLException {
    notes.add(
        connection,
        Change.in(definition.namespace(), action, definition.reference())
            .with("version", definition.version()));
  }

  private static String named(Definition definition) {
    return "definition " + definition.reference();
  }

  private static Refusal exists(Definition definition) {
    return new Refusal(
        ProblemCode.DEFINITION_EXISTS,
        "the definition " + definition.reference() + " exists: change it with PUT");
  }

  static Refusal unknown(DefinitionKey key) {
    return new Refusal(ProblemCode.UNKNOWN_DEFINITION, "there is no definition " + key);
  }
}
