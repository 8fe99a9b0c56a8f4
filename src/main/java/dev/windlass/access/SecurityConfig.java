package dev.windlass.access;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who may come in. With neither a key nor an OpenID Connect provider ({@code quarkus.oidc.*})
 * everybody on this machine may do everything.
 */
@StaticInitSafe
@ConfigMapping(prefix = "windlass.security")
public interface SecurityConfig {
  /**
   * Keys by their names, for machines and for the first administrator: {@code
   * windlass.security.keys.prometheus.sha256=...}. They need no database.
   */
  Map<String, Key> keys();

  Oidc oidc();

  /** How long the console, and an OpenSpecimen session, stay logged in. */
  @WithDefault("PT8H")
  Duration session();

  /** Requests a second that one identity may make, in bursts of as many; 0 for no limit. */
  @WithDefault("1000")
  int requestsPerSecond();

  /**
   * Different keys that are wrong, from one address in a minute; one more is not looked at, unless
   * it was good within the last hour.
   */
  @WithDefault("60")
  int failuresPerMinute();

  /**
   * Of the places of each kind (reads, changes, uploads, long polls, streams) that one identity may
   * have at a time, from 0 to 1; at least one place.
   */
  @WithDefault("0.25")
  double share();

  /** How long a key that was found in the database is not looked for again. */
  @WithDefault("PT5S")
  Duration keysKept();

  interface Key {
    /**
     * The SHA-256 of the key, in hexadecimal digits: {@code printf %s "$key" | sha256sum}. Two
     * while one takes the place of the other.
     */
    List<String> sha256();

    UserRole role();

    /** What it can reach; {@code *} for every namespace. */
    @WithDefault("*")
    List<String> namespaces();

    Optional<Instant> expiresAt();
  }

  /** What the claims of a token mean. */
  interface Oidc {
    /**
     * Which of the provider's roles or groups stand for a role here: {@code
     * windlass.security.oidc.roles.operator=batch-operators}. The highest counts.
     */
    Map<UserRole, List<String>> roles();

    /** The claim that names the namespaces: a list, or words with spaces between them. */
    @WithDefault("windlass_namespaces")
    String namespacesClaim();

    /** For a token without that claim; nothing by default. */
    Optional<List<String>> namespaces();
  }
}
