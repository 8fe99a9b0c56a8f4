package dev.windlass.access;

import dev.windlass.access.SecurityConfig.Key;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The keys of the configuration. */
@ApplicationScoped
class ConfiguredKeys implements KeySource {
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  private final Map<KeyHash, Identity> known = new HashMap<>();

  ConfiguredKeys(SecurityConfig config) {
    config.keys().forEach(this::add);
  }

  private void add(String name, Key key) {
    Identity identity = new Identity(name, key.role(), Reach.of(key.namespaces()));
    for (String text : key.sha256()) {
      String hex = text.strip().toLowerCase(Locale.ROOT);
      if (!SHA_256.matcher(hex).matches()) {
        throw new IllegalArgumentException(
            "windlass.security.keys.%s.sha256 must be the 64 hexadecimal digits of a SHA-256"
                .formatted(name));
      }
      KeyHash hash = new KeyHash(hex);
      if (hash.equals(KeyHash.OF_NOTHING)) {
        throw new IllegalArgumentException(
            ("windlass.security.keys.%s.sha256 is the SHA-256 of nothing: what should have held"
                    + " the key was empty when it was computed")
                .formatted(name));
      }
      Credential credential =
          Credential.ofKey("configured:" + name, hash, key.expiresAt().orElse(null));
      if (known.put(hash, identity.with(credential)) != null) {
        throw new IllegalArgumentException(
            "windlass.security.keys.%s has the key of another name".formatted(name));
      }
    }
  }

  @Override
  public Optional<Identity> find(KeyHash key) {
    return Optional.ofNullable(known.get(key))
        .filter(found -> found.credential().isGood(Instant.now()));
  }
}
