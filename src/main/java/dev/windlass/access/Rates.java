package dev.windlass.access;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** How often somebody may ask, and how often an address may try a key that is wrong. */
@ApplicationScoped
public class Rates {
  /** Who was not heard of for so long has his whole allowance again. */
  private static final Duration FORGOTTEN = Duration.ofMinutes(2);

  private static final long MOST_KNOWN = 100_000;

  private final int requests;

  /** Names alone are anybody's to choose. */
  private final LoadingCache<Identity, Bucket> byIdentity;

  private final LoadingCache<String, Bucket> byAddress;

  Rates(SecurityConfig config) {
    requests = config.requestsPerSecond();
    byIdentity = buckets(Math.max(1, requests), Duration.ofSeconds(1));
    byAddress = buckets(config.failuresPerMinute(), Duration.ofMinutes(1));
  }

  /** One more request of this identity; false where it is too many. */
  public boolean allows(Identity identity) {
    return requests == 0 || byIdentity.get(identity).tryConsume(1);
  }

  /** How many a second are allowed. */
  public int requestsPerSecond() {
    return requests;
  }

  void failed(String address) {
    byAddress.get(address).tryConsume(1);
  }

  void requireFewFailures(String address) {
    if (byAddress.get(address).getAvailableTokens() < 1) {
      throw new TooManyFailuresException(address);
    }
  }

  private static <K> LoadingCache<K, Bucket> buckets(long most, Duration period) {
    return Caffeine.newBuilder()
        .maximumSize(MOST_KNOWN)
        .expireAfterAccess(FORGOTTEN)
        .build(
            whose ->
                Bucket.builder()
                    .addLimit(limit -> limit.capacity(most).refillGreedy(most, period))
                    .build());
  }
}
