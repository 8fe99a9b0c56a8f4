package dev.windlass.control;

import dev.windlass.access.Access;
import dev.windlass.access.Identity;
import dev.windlass.access.KeyHash;
import dev.windlass.access.Reach;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The keys that administrators make, and the sessions of those who log in. Nobody makes a key that
 * may do more, or reaches further, than he does himself, and nobody sees one that does.
 */
@ApplicationScoped
public class ApiKeys {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Database database;
  private final Access access;
  private final AuditNotes notes;

  ApiKeys(Database database, Access access, AuditNotes notes) {
    this.database = database;
    this.access = access;
    this.notes = notes;
  }

  /** A key, and its text, which is never shown again. */
  public record Made(ApiKey key, String text) {}

  /** {@code expiresAt} null is for ever. */
  public Made make(Identity identity, Instant expiresAt) {
    requireWithin(identity);
    return database.transaction(
        connection -> {
          Made made = made(identity, false, expiresAt);
          ApiKeyRows.insert(connection, made.key(), KeyHash.of(made.text()));
          note(connection, "api-key.create", made.key());
          return made;
        });
  }

  /** A key that takes the other's place; the old one is good for the overlap, and no longer. */
  public Made rotate(String id, Duration overlap) {
    return database.transaction(
        connection -> {
          ApiKey old = ApiKeyRows.find(connection, id).orElseThrow(() -> unknown(id));
          requireShown(old);
          Made made = made(old.identity(), false, old.expiresAt());
          ApiKeyRows.insert(connection, made.key(), KeyHash.of(made.text()));
          ApiKeyRows.expire(connection, id, Times.now().plus(overlap));
          notes.add(connection, change("api-key.rotate", old).with("to", made.key().id()));
          return made;
        });
  }

  /** For who has logged in: it may do what he may. */
  public Made session(Identity identity, Duration length) {
    return database.transaction(
        connection -> {
          Made made = made(identity, true, Times.now().plus(length));
          ApiKeyRows.insert(connection, made.key(), KeyHash.of(made.text()));
          note(connection, "session.create", made.key());
          return made;
        });
  }

  public void endSession(String text) {
    database.transaction(
        connection -> {
          Optional<ApiKey> session =
              ApiKeyRows.find(connection, KeyHash.of(text)).filter(ApiKey::session);
          if (session.isPresent() && ApiKeyRows.delete(connection, session.get().id())) {
            note(connection, "session.delete", session.get());
          }
          return null;
        });
  }

  /** Newest first, those before {@code after}, which is null for the beginning. */
  public List<ApiKey> list(ApiKey.Place after, int limit) {
    return database.transaction(connection -> ApiKeyRows.list(connection, after, limit)).stream()
        .filter(this::isShown)
        .toList();
  }

  public ApiKey get(String id) {
    return database.transaction(
        connection ->
            ApiKeyRows.find(connection, id).filter(this::isShown).orElseThrow(() -> unknown(id)));
  }

  /** It is good for nothing any more, everywhere within {@code windlass.security.keys-kept}. */
  public void delete(String id) {
    database.transaction(
        connection -> {
          ApiKey key = ApiKeyRows.find(connection, id).orElseThrow(() -> unknown(id));
          requireShown(key);
          note(connection, "api-key.delete", key);
          return ApiKeyRows.delete(connection, id);
        });
  }

  /** A slice of those that expired before that instant. */
  public int forget(Instant before, int most) {
    return database.transaction(connection -> ApiKeyRows.forget(connection, before, most));
  }

  private void note(Connection connection, String action, ApiKey key) throws SQLException {
    notes.add(connection, change(action, key));
  }

  /** Whoever logs in or out does so for himself, and is not yet, or no longer, who asks. */
  private static Change change(String action, ApiKey key) {
    Identity identity = key.identity();
    Change change =
        Change.in(identity.reach(), action, key.id())
            .with("name", identity.name())
            .with("role", identity.role().word())
            .with("namespaces", String.join(",", identity.reach().names()))
            .with("expiresTime", Times.text(key.expiresAt()));
    return key.session() ? change.by(identity.name()) : change;
  }

  private Made made(Identity identity, boolean session, Instant expiresAt) {
    Instant now = Times.now();
    String id = "key_" + SortableId.of(now, RANDOM);
    ApiKey key = new ApiKey(id, identity, session, now, by(identity), expiresAt);
    return new Made(key, KeyHash.newKey(RANDOM));
  }

  private String by(Identity identity) {
    Identity maker = access.identity();
    return maker == null ? identity.name() : maker.name();
  }

  private void requireWithin(Identity asked) {
    Identity maker = access.identity();
    if (!maker.role().includes(asked.role())) {
      throw Refusal.invalid(
          "role", asked.role().word(), "must be one that " + maker.role().word() + " includes");
    }
    if (!maker.reach().includes(asked.reach())) {
      throw Refusal.invalid(
          "namespaces",
          asked.reach().names(),
          "must be among those that who asks reaches: " + maker.reach().names());
    }
  }

  private void requireShown(ApiKey key) {
    if (!isShown(key)) {
      throw unknown(key.id());
    }
  }

  private boolean isShown(ApiKey key) {
    Reach reach = access.reach();
    return reach.includes(key.identity().reach());
  }

  private static Refusal unknown(String id) {
    return new Refusal(ProblemCode.UNKNOWN_API_KEY, "there is no key '" + id + "'");
  }
}
