package dev.windlass.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * What became of the keys of the last while. A whole office, or all that come through one Ingress,
 * share an address: whoever tries wrong keys there must not shut out those whose key was good a
 * moment ago, and a program that goes on with one old key guesses nothing.
 */
@ApplicationScoped
class RecentKeys {
  private static final Duration GOOD_FOR = Duration.ofHours(1);
  private static final Duration WRONG_FOR = Duration.ofMinutes(1);
  private static final long MOST_KEPT = 20_000;

  private final Cache<KeyHash, Boolean> good = kept(GOOD_FOR);
  private final Cache<KeyHash, Boolean> wrong = kept(WRONG_FOR);

  boolean wasGood(KeyHash key) {
    return good.getIfPresent(key) != null;
  }

  boolean wasWrong(KeyHash key) {
    return wrong.getIfPresent(key) != null;
  }

  void good(KeyHash key) {
    good.put(key, true);
  }

  void wrong(KeyHash key) {
    good.invalidate(key);
    wrong.put(key, true);
  }

  private static Cache<KeyHash, Boolean> kept(Duration time) {
    return Caffeine.newBuilder().maximumSize(MOST_KEPT).expireAfterWrite(time).build();
  }
}
