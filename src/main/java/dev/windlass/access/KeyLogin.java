package dev.windlass.access;

import io.quarkus.security.AuthenticationFailedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Whose key it is. Those sources that take no waiting are asked first. */
@ApplicationScoped
public class KeyLogin {
  private final List<KeySource> all;
  private final List<KeySource> atHand;
  private final List<KeySource> elsewhere;
  private final Security security;
  private final Rates rates;
  private final RecentKeys recent;

  @Inject
  KeyLogin(@Any Instance<KeySource> sources, Security security, Rates rates, RecentKeys recent) {
    this(sources.stream().toList(), security, rates, recent);
  }

  KeyLogin(List<KeySource> sources, Security security, Rates rates, RecentKeys recent) {
    this.all = sources;
    this.atHand = sources.stream().filter(source -> !source.blocks()).toList();
    this.elsewhere = sources.stream().filter(KeySource::blocks).toList();
    this.security = security;
    this.rates = rates;
    this.recent = recent;
  }

  /** May wait for a database. */
  public Identity of(String key, String from) {
    return atHand(key).orElseGet(() -> elsewhere(key, from));
  }

  /** Without waiting; empty where it has to be looked for elsewhere. */
  Optional<Identity> atHand(String key) {
    if (!security.isOn()) {
      return Optional.of(Identity.ANYBODY);
    }
    return KeyHash.isKey(key) ? find(atHand, KeyHash.of(key)) : Optional.empty();
  }

  /** Of one that was brought before: a look-up that costs its address nothing. */
  Optional<Identity> find(KeyHash key) {
    return find(atHand, key).or(() -> kept(key));
  }

  Identity elsewhere(String key, String from) {
    KeyHash hash = KeyHash.of(key);
    if (!recent.wasGood(hash)) {
      rates.requireFewFailures(from);
    }
    Identity found =
        Optional.of(hash)
            .filter(asked -> KeyHash.isKey(key))
            .flatMap(this::kept)
            .orElseThrow(() -> wrong(hash, from));
    recent.good(hash);
    return found;
  }

  private Optional<Identity> kept(KeyHash key) {
    return find(elsewhere, key).flatMap(this::asItsKeyIs);
  }

  /** A session is worth what the key that it began with is worth now, which may be nothing. */
  private Optional<Identity> asItsKeyIs(Identity found) {
    KeyHash began = found.credential().began();
    return began == null
        ? Optional.of(found)
        : find(all, began).map(key -> key.with(found.credential()));
  }

  private AuthenticationFailedException wrong(KeyHash hash, String from) {
    if (!recent.wasWrong(hash)) {
      rates.failed(from);
    }
    recent.wrong(hash);
    return new AuthenticationFailedException("the key is not known, or no longer good");
  }

  private static Optional<Identity> find(List<KeySource> sources, KeyHash hash) {
    return sources.stream().map(source -> source.find(hash)).flatMap(Optional::stream).findFirst();
  }
}
