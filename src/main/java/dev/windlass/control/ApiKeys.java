package dev.windlass.control;

import dev.windlass.access.Access;
import dev.windlass.access.Credential;
import dev.windlass.access.Identity;
import dev.windlass.access.KeyHash;
import dev.windlass.access.Reach;
import dev.windlass.access.UserRole;
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
          Made made = made(identity, expiresAt);
          ApiKeyRows.insert(connection, made.key());
          notes.add(connection, change("api-key.create", made.key()));
          return made;
        });
  }

  /** A key that takes the other's place; the old one is good for the overlap, and no longer. */
  public Made rotate(String id, Duration overlap) {
    return database.transaction(
        connection -> {
          ApiKey old = shown(connection, id);
          if (old.session()) {
            throw Refusal.invalid("id", id, "must be that of a key, and not of a session");
          }
          Made made = made(old.identity(), old.expiresAt());
          ApiKeyRows.insert(connection, made.key());
          ApiKeyRows.expire(connection, old, Times.now().plus(overlap));
          notes.add(connection, change("api-key.rotate", old).with("to", made.key().id()));
          return made;
        });
  }

  /**
   * For who has logged in: it may do what he may, for as long as he may and no longer than {@code
   * length}. Where nobody was asked who he is there is nothing to keep, which would be good for
   * something on the day when everybody is asked.
   */
  public Made session(Identity login, Duration length) {
    if (login.credential().session()) {
      throw new Refusal(
          ProblemCode.FORBIDDEN,
          "a session begins with a key or a token, and not with another session: log in again");
    }
    Made made = made(login, sooner(login.credential().expiresAt(), Times.now().plus(length)));
    Made session = new Made(made.key().asSessionOf(login), made.text());
    return login.isKnown() ? kept(session, login) : session;
  }

  /** Whoever logs in or out does so for himself, and is not yet, or no longer, who asks. */
  private Made kept(Made session, Identity login) {
    Change change = change("session.create", session.key()).with("of", login.credential().id());
    return database.transaction(
        connection -> {
          ApiKeyRows.insert(connection, session.key());
          notes.add(connection, change.by(login.name()));
          return session;
        });
  }

  public void endSession(String text) {
    database.transaction(
        connection -> {
          Optional<ApiKey> session =
              ApiKeyRows.find(connection, KeyHash.of(text)).filter(ApiKey::session);
          if (session.isPresent()) {
            ApiKeyRows.delete(connection, session.get());
            Change change = change("session.delete", session.get());
            notes.add(connection, change.by(session.get().identity().name()));
          }
          return null;
        });
  }

  /**
   * Keys, or the sessions that are good, newest first, those before {@code after}, which is null
   * for the beginning.
   */
  public List<ApiKey> list(boolean sessions, ApiKey.Place after, int limit) {
    Reach reach = access.reach();
    return database.transaction(
        connection -> ApiKeyRows.list(connection, reach, sessions, after, limit));
  }

  /** Also a session. */
  public ApiKey get(String id) {
    return database.transaction(connection -> shown(connection, id));
  }

  /**
   * It is good for nothing any more, everywhere within {@code windlass.security.keys-kept}, and
   * neither are the sessions that began with it.
   */
  public void delete(String id) {
    database.transaction(
        connection -> {
          ApiKey key = shown(connection, id);
          ApiKeyRows.delete(connection, key);
          notes.add(connection, change(key.session() ? "session.delete" : "api-key.delete", key));
          return null;
        });
  }

  /** A slice of those that expired before that instant. */
  public int forget(Instant before, int most) {
    return database.transaction(connection -> ApiKeyRows.forget(connection, before, most));
  }

  private static Change change(String action, ApiKey key) {
    Identity identity = key.identity();
    return Change.in(identity.reach(), action, key.id())
        .with("name", identity.name())
        .with("role", identity.role().word())
        .with("namespaces", String.join(",", identity.reach().names()))
        .with("expiresTime", Times.text(key.expiresAt()));
  }

  private Made made(Identity identity, Instant expiresAt) {
    Instant now = Times.now();
    String id = "key_" + SortableId.of(now, RANDOM);
    String text = KeyHash.newKey(RANDOM);
    Credential key = Credential.ofKey(id, KeyHash.of(text), expiresAt);
    return new Made(new ApiKey(identity.with(key), now, by(identity)), text);
  }

  private static Instant sooner(Instant orNever, Instant other) {
    return orNever == null || other.isBefore(orNever) ? other : orNever;
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
    if (asked.role() == UserRole.METRICS && !asked.reach().all()) {
      throw Refusal.invalid(
          "namespaces", asked.reach().names(), "must be * for metrics, which tell of all");
    }
  }

  private ApiKey shown(Connection connection, String id) throws SQLException {
    return ApiKeyRows.find(connection, id).filter(this::isShown).orElseThrow(() -> unknown(id));
  }

  private boolean isShown(ApiKey key) {
    return access.reach().includes(key.identity().reach());
  }

  private static Refusal unknown(String id) {
    return new Refusal(ProblemCode.UNKNOWN_API_KEY, "there is no key '" + id + "'");
  }
}
