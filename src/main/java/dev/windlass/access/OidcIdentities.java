package dev.windlass.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonString;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * What a provider's token means here: its roles or groups are looked up in the configuration, its
 * namespaces stand in a claim. A token with neither can do nothing.
 */
@ApplicationScoped
class OidcIdentities implements SecurityIdentityAugmentor {
  private final SecurityConfig.Oidc config;

  OidcIdentities(SecurityConfig config) {
    this.config = config.oidc();
  }

  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity identity, AuthenticationRequestContext context) {
    return identity.getPrincipal() instanceof JsonWebToken token
        ? Uni.createFrom().item(known(identity, token))
        : Uni.createFrom().item(identity);
  }

  private SecurityIdentity known(SecurityIdentity identity, JsonWebToken token) {
    UserRole role =
        highest(identity.getRoles())
            .orElseThrow(
                () ->
                    new AuthenticationFailedException(
                        "the token has no role that windlass.security.oidc.roles names"));
    Identity known =
        new Identity(token.getName(), role, Reach.of(namespaces(token)), credential(token));
    return known.asSecurityIdentity(token);
  }

  /** Names may change hands at a provider; subjects do not. */
  private static Credential credential(JsonWebToken token) {
    return Credential.ofToken(
        "token:" + token.getSubject(), Instant.ofEpochSecond(token.getExpirationTime()));
  }

  private Optional<UserRole> highest(Collection<String> names) {
    return config.roles().entrySet().stream()
        .filter(role -> role.getValue().stream().anyMatch(names::contains))
        .map(Map.Entry::getKey)
        .max(Comparator.comparingInt(role -> role.words().size()));
  }

  private List<String> namespaces(JsonWebToken token) {
    Object claim = token.getClaim(config.namespacesClaim());
    return switch (claim) {
      case null -> config.namespaces().orElse(List.of());
      case Collection<?> many -> many.stream().map(OidcIdentities::text).toList();
      default -> words(text(claim)).toList();
    };
  }

  private static Stream<String> words(String text) {
    return Arrays.stream(text.split("\\s+")).filter(word -> !word.isEmpty());
  }

  private static String text(Object value) {
    return value instanceof JsonString string ? string.getString() : String.valueOf(value);
  }
}
