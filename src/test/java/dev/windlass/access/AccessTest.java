package dev.windlass.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.role.NotConfiguredException;
import dev.windlass.testkit.Settings;
import io.quarkus.security.AuthenticationFailedException;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
  private static final String KEY = "a key of the test, as long as a key is";
  private static final String SESSION = "a session of the test, as long as one is";
  private static final String OFFICE = "10.0.0.1";
  private static final Class<? extends Throwable> WRONG = AuthenticationFailedException.class;

  @Test
  void eachRoleOfPeopleIncludesThoseBeforeIt() {
    assertThat(UserRole.EDITOR.words()).containsExactlyInAnyOrder("viewer", "operator", "editor");
    assertThat(UserRole.ADMINISTRATOR.words()).hasSize(UserRole.values().length);
  }

  @Test
  void theRolesOfMachinesIncludeNothingElse() {
    assertThat(UserRole.WORKER.words()).containsExactly("worker");
    assertThat(UserRole.METRICS.words()).containsExactly("metrics");
    assertThat(UserRole.EDITOR.includes(UserRole.METRICS)).isFalse();
  }

  @Test
  void aReachHasWhatItNamesAndAllHasEverything() {
    Reach two = Reach.of(List.of("a", "b"));
    assertThat(two.has("a")).isTrue();
    assertThat(two.has("c")).isFalse();
    assertThat(two.has(null)).isFalse();
    assertThat(Reach.of(List.of("a", "*")).has("c")).isTrue();
    assertThat(Reach.NONE.has("a")).isFalse();
  }

  @Test
  void nobodyReachesFurtherThanTheWhole() {
    Reach two = Reach.of(Set.of("a", "b"));
    assertThat(Reach.ALL.includes(two)).isTrue();
    assertThat(two.includes(Reach.of(Set.of("a")))).isTrue();
    assertThat(two.includes(Reach.of(Set.of("c")))).isFalse();
    assertThat(two.includes(Reach.ALL)).isFalse();
  }

  @Test
  void newKeysAreNeverTheSameAndCannotBeFoundByTrying() {
    SecureRandom random = new SecureRandom();
    assertThat(IntStream.range(0, 1000).mapToObj(i -> KeyHash.newKey(random)).distinct())
        .hasSize(1000)
        .allSatisfy(key -> assertThat(key).matches("wl_[A-Za-z0-9_-]{43}"));
  }

  @Test
  void aConfiguredKeyIsFoundByItsHashUntilItExpires() {
    assertThat(keys(Map.of()).find(KeyHash.of(KEY)))
        .hasValueSatisfying(
            found -> {
              assertThat(found.name()).isEqualTo("one");
              assertThat(found.role()).isEqualTo(UserRole.OPERATOR);
              assertThat(found.reach()).isEqualTo(Reach.of(Set.of("a")));
            });
    assertThat(keys(Map.of()).find(KeyHash.of("another"))).isEmpty();
    assertThat(
            keys(Map.of("windlass.security.keys.one.expires-at", "2026-01-01T00:00:00Z"))
                .find(KeyHash.of(KEY)))
        .isEmpty();
  }

  @Test
  void aSessionIsWorthWhatItsKeyIsWorthNow() {
    Identity administrator = new Identity("ana", UserRole.ADMINISTRATOR, Reach.ALL);
    Credential key = Credential.ofKey("key_1", KeyHash.of(KEY), null);
    Credential session = Credential.ofKey("key_2", KeyHash.of(SESSION), null).asSessionOf(key);
    KeySource kept = new Kept(Map.of(session.key(), administrator.with(session)));
    assertThat(login(keys(Map.of()), kept).of(SESSION, "10.0.0.1").role())
        .isEqualTo(UserRole.OPERATOR);
    KeySource without = new Kept(Map.of());
    assertThatThrownBy(() -> login(without, kept).of(SESSION, "10.0.0.1"))
        .hasMessageContaining("no longer good");
    assertThat(login(keys(Map.of()), kept).find(session.key())).isPresent();
    assertThat(login(without, kept).find(session.key())).as("for its streams, too").isEmpty();
  }

  /** As in a database. */
  private record Kept(Map<KeyHash, Identity> identities) implements KeySource {
    @Override
    public boolean blocks() {
      return true;
    }

    @Override
    public Optional<Identity> find(KeyHash key) {
      return Optional.ofNullable(identities.get(key));
    }
  }

  @Test
  void whatIsNoHashIsRefusedByItsName() {
    assertThatThrownBy(() -> keys(Map.of("windlass.security.keys.one.sha256", "secret")))
        .hasMessageContaining("windlass.security.keys.one.sha256")
        .hasMessageContaining("64 hexadecimal digits")
        .hasMessageNotContaining("secret");
  }

  @Test
  void theHashOfNothingIsNoKeysHash() {
    assertThatThrownBy(
            () -> keys(Map.of("windlass.security.keys.one.sha256", KeyHash.of("").hex())))
        .hasMessageContaining("windlass.security.keys.one.sha256")
        .hasMessageContaining("of nothing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "of-thirty-one-characters-here!!"})
  void whatIsTooShortForAKeyIsNotLookedFor(String text) {
    Map<String, String> itsHash =
        text.isEmpty()
            ? Map.of()
            : Map.of("windlass.security.keys.one.sha256", KeyHash.of(text).hex());
    KeyLogin login = login(keys(itsHash));
    assertThatThrownBy(() -> login.of(text, "10.0.0.1")).hasMessageContaining("not known");
  }

  @Test
  void whoAsksTooOftenIsToldSoAndNobodyElseIs() {
    Rates rates = new Rates(config(Map.of("windlass.security.requests-per-second", "3")));
    Identity ana = new Identity("ana", UserRole.VIEWER, Reach.ALL);
    Identity bob = new Identity("bob", UserRole.VIEWER, Reach.ALL);
    assertThat(IntStream.range(0, 100).filter(i -> rates.allows(ana)).count()).isBetween(3L, 10L);
    assertThat(rates.allows(bob)).isTrue();
  }

  @Test
  void whoeverHasTheSameNameElsewhereTakesNobodysRequests() {
    Rates rates = new Rates(config(Map.of("windlass.security.requests-per-second", "1")));
    Identity ours = new Identity("ci", UserRole.VIEWER, Reach.of(Set.of("ours")));
    Identity theirs = new Identity("ci", UserRole.VIEWER, Reach.of(Set.of("theirs")));
    Credential another = Credential.ofKey("key_2", KeyHash.of(SESSION), null);
    assertThat(rates.allows(theirs)).isTrue();
    assertThat(rates.allows(ours)).isTrue();
    assertThat(rates.allows(ours.with(another))).as("another key of the same").isFalse();
  }

  @Test
  void anAddressWithTooManyWrongKeysIsNotHeardForAWhile() {
    Rates rates = new Rates(config(Map.of("windlass.security.failures-per-minute", "2")));
    rates.requireFewFailures("10.0.0.1");
    rates.failed("10.0.0.1");
    rates.failed("10.0.0.1");
    assertThatThrownBy(() -> rates.requireFewFailures("10.0.0.1"))
        .isInstanceOf(TooManyFailuresException.class);
    rates.requireFewFailures("10.0.0.2");
  }

  /** Behind an Ingress, or in an office, all come from one address. */
  @Test
  void aKeyThatWasGoodIsHeardWhateverOthersTryAtItsAddress() {
    Set<String> stored = new HashSet<>(Set.of(KEY, SESSION));
    KeyLogin login = login(stored, Map.of("windlass.security.failures-per-minute", "2"));
    login.of(KEY, OFFICE);
    assertThatThrownBy(() -> login.of("a guess", OFFICE)).isInstanceOf(WRONG);
    assertThatThrownBy(() -> login.of("a second guess", OFFICE)).isInstanceOf(WRONG);
    assertThat(login.of(KEY, OFFICE).name()).isEqualTo("stored");
    assertThatThrownBy(() -> login.of(SESSION, OFFICE))
        .as("not known to be good yet")
        .isInstanceOf(TooManyFailuresException.class);
    stored.remove(KEY);
    assertThatThrownBy(() -> login.of(KEY, OFFICE)).as("taken back").isInstanceOf(WRONG);
    assertThatThrownBy(() -> login.of(KEY, OFFICE)).isInstanceOf(TooManyFailuresException.class);
  }

  @Test
  void aProgramThatGoesOnWithAnOldKeyGuessesNothing() {
    KeyLogin login = login(Set.of(KEY), Map.of("windlass.security.failures-per-minute", "2"));
    for (int again = 0; again < 100; again++) {
      assertThatThrownBy(() -> login.of("an old key", OFFICE)).isInstanceOf(WRONG);
    }
    assertThat(login.of(KEY, OFFICE).name()).isEqualTo("stored");
  }

  /** Keys that have to be waited for, as those of the database. */
  private static KeyLogin login(Set<String> stored, Map<String, String> settings) {
    KeySource source =
        new KeySource() {
          @Override
          public Optional<Identity> find(KeyHash key) {
            return stored.stream()
                .filter(text -> KeyHash.of(text).equals(key))
                .map(text -> new Identity("stored", UserRole.VIEWER, Reach.ALL))
                .findFirst();
          }

          @Override
          public boolean blocks() {
            return true;
          }
        };
    SecurityConfig config = config(settings);
    return new KeyLogin(
        List.of(source), new Security(config, true), new Rates(config), new RecentKeys());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "10.1.2.3", "no.such.host.invalid"})
  void withoutSecurityNoOtherAddressIsListenedOn(String host) {
    LoopbackOnly loopback = new LoopbackOnly(new Security(config(Map.of()), false), host);
    assertThatThrownBy(() -> loopback.check(null))
        .isInstanceOf(NotConfiguredException.class)
        .hasMessageContaining(host)
        .hasMessageContaining("windlass.security.keys");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "::1", "localhost"})
  void theLoopbackAddressNeedsNone(String host) {
    new LoopbackOnly(new Security(config(Map.of()), false), host).check(null);
  }

  private static KeyLogin login(KeySource... sources) {
    SecurityConfig config = config(Map.of());
    return new KeyLogin(
        List.of(sources), new Security(config, true), new Rates(config), new RecentKeys());
  }

  private static ConfiguredKeys keys(Map<String, String> more) {
    Map<String, String> all =
        new java.util.HashMap<>(
            Map.of(
                "windlass.security.keys.one.sha256", KeyHash.of(KEY).hex(),
                "windlass.security.keys.one.role", "operator",
                "windlass.security.keys.one.namespaces", "a"));
    all.putAll(more);
    return new ConfiguredKeys(config(all));
  }

  private static SecurityConfig config(Map<String, String> settings) {
    return Settings.of(SecurityConfig.class, settings);
  }
}
