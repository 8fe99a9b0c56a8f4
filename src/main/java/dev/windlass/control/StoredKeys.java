package dev.windlass.control;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.windlass.access.Identity;
import dev.windlass.access.KeyHash;
import dev.windlass.access.KeySource;
import dev.windlass.access.SecurityConfig;
import dev.windlass.role.Roles;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/**
 * The keys of the database, each looked for once in {@code windlass.security.keys-kept}: a key that
 * was deleted is good for as long at most. A process without a database knows none of them.
 */
@ApplicationScoped
class StoredKeys implements KeySource {
  private static final long MOST_KEPT = 10_000;

  private final Database database;
  private final boolean there;
  private final LoadingCache<KeyHash, Optional<ApiKey>> kept;

  StoredKeys(Database database, Roles roles, SecurityConfig config) {
    this.database = database;
    this.there = roles.needDatabase();
    this.kept =
        Caffeine.newBuilder()
            .maximumSize(MOST_KEPT)
            .expireAfterWrite(config.keysKept())
            .build(this::read);
  }

  @Override
  public boolean blocks() {
    return true;
  }

  @Override
  public Optional<Identity> find(KeyHash key) {
    Instant now = Instant.now();
    return there
        ? kept.get(key).map(ApiKey::identity).filter(found -> found.credential().isGood(now))
        : Optional.empty();
  }

  private Optional<ApiKey> read(KeyHash key) {
    return database.transaction(connection -> ApiKeyRows.find(connection, key));
  }
}
