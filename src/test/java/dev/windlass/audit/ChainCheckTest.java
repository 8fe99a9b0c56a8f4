package dev.windlass.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.audit.ChainCheck.Break;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChainCheckTest {
  private static final Instant AT = Instant.parse("2026-11-28T20:46:38.123456Z");

  private final List<AuditEntry> entries = new ArrayList<>();
  private Chain chain = Chain.begin("maps");

  @BeforeEach
  void someEntries() {
    for (int i = 1; i <= 5; i++) {
      append(deed("subject-" + i));
    }
  }

  @Test
  void aChainThatNobodyTouchedIsSound() {
    assertThat(look()).isEmpty();
  }

  static Stream<Deed> changed() {
    Deed was = deed("subject-3");
    return Stream.of(
        new Deed(AT.plusNanos(1000), "ana", "api", "a.b", "subject-3", "done", was.detail()),
        new Deed(AT, "bob", "api", "a.b", "subject-3", "done", was.detail()),
        new Deed(AT, null, "api", "a.b", "subject-3", "done", was.detail()),
        new Deed(AT, "ana", "web3", "a.b", "subject-3", "done", was.detail()),
        new Deed(AT, "ana", "api", "a.c", "subject-3", "done", was.detail()),
        new Deed(AT, "ana", "api", "a.b", "subject-4", "done", was.detail()),
        new Deed(AT, "ana", "api", "a.b", "subject-3", "refused", was.detail()),
        new Deed(AT, "ana", "api", "a.b", "subject-3", "done", Map.of("version", "2")),
        new Deed(AT, "ana", "api", "a.b", "subject-3", "done", Map.of("versions", "1")),
        new Deed(AT, "ana", "api", "a.b", "subject-3", "done", Map.of()));
  }

  @ParameterizedTest
  @MethodSource("changed")
  void anEntryThatWasChangedIsNamed(Deed changed) {
    AuditEntry was = entries.get(2);
    entries.set(2, new AuditEntry("maps", 3, changed, was.previous(), was.hash()));
    assertThat(look()).hasValue(broken(3, "it was changed: its hash is not that of what it says"));
  }

  @Test
  void anEntryThatWasReplacedWithAHashOfItsOwnIsFoundAtTheNext() {
    entries.set(2, entries.get(1).head().next(deed("forged")));
    assertThat(look())
        .hasValue(
            broken(4, "it does not continue the entry before it: one of the two was replaced"));
  }

  @Test
  void oneThatWasTakenOutIsMissed() {
    entries.remove(2);
    assertThat(look()).hasValue(broken(3, "it is missing: 2 is followed by 4"));
  }

  @Test
  void oneThatWasTakenOutIsMissedAlsoWhereTheOthersCloseUp() {
    AuditEntry after = entries.get(3);
    entries.set(2, new AuditEntry("maps", 3, after.deed(), after.previous(), after.hash()));
    entries.remove(3);
    assertThat(look())
        .hasValue(
            broken(3, "it does not continue the entry before it: one of the two was replaced"));
  }

  @Test
  void oneThatWasPutInIsFound() {
    entries.add(3, entries.get(2).head().next(deed("forged")));
    assertThat(look().orElseThrow().position()).isEqualTo(4);
  }

  @Test
  void twoThatChangedPlacesAreFound() {
    AuditEntry third = entries.get(2);
    AuditEntry fourth = entries.get(3);
    entries.set(2, new AuditEntry("maps", 3, fourth.deed(), third.previous(), third.hash()));
    entries.set(3, new AuditEntry("maps", 4, third.deed(), fourth.previous(), fourth.hash()));
    assertThat(look().orElseThrow().position()).isEqualTo(3);
    entries.set(2, fourth);
    entries.set(3, third);
    assertThat(look()).hasValue(broken(3, "it is missing: 2 is followed by 4"));
  }

  @Test
  void anEndThatWasCutOffIsMissed() {
    entries.removeLast();
    assertThat(look()).hasValue(broken(5, "it is missing, and so are all after it"));
  }

  @Test
  void anEndThatWasWrittenAnewIsNotTheOneThatTheChainIsSaidToHave() {
    entries.removeLast();
    entries.add(entries.getLast().head().next(deed("forged")));
    assertThat(look())
        .hasValue(broken(5, "it is not the entry that the chain was said to end with"));
  }

  @Test
  void anotherNamespacesEntryIsAStranger() {
    AuditEntry was = entries.get(2);
    entries.set(2, new AuditEntry("roads", 3, was.deed(), was.previous(), was.hash()));
    assertThat(look()).hasValue(broken(3, "it is an entry of the namespace 'roads'"));
  }

  @Test
  void aBeginningThatWasLetGoIsToldByAnEntry() {
    letGo(2);
    assertThat(look()).isEmpty();
    append(deed("later"));
    assertThat(look()).isEmpty();
  }

  @Test
  void aBeginningThatWasCutOffIsToldByNone() {
    ChainHead cut = entries.get(1).head();
    entries.subList(0, 2).clear();
    assertThat(look()).hasValue(broken(1, "it is missing: 0 is followed by 3"));
    chain = new Chain(chain.head(), cut);
    assertThat(look())
        .hasValue(
            broken(
                2,
                "it is missing, and so are all before it, and no entry says that they were let"
                    + " go"));
  }

  private void letGo(int count) {
    ChainHead last = entries.get(count - 1).head();
    append(
        new Deed(
            AT,
            "windlass",
            null,
            Chain.LET_GO,
            "maps",
            "done",
            Map.of(Chain.UP_TO, Long.toString(last.position()), Chain.UP_TO_HASH, last.hash())));
    chain = new Chain(chain.head(), last);
    entries.subList(0, count).clear();
  }

  private void append(Deed deed) {
    entries.add(chain.head().next(deed));
    chain = chain.at(entries.getLast().head());
  }

  private Optional<Break> look() {
    ChainCheck check = new ChainCheck(chain);
    for (AuditEntry entry : entries) {
      Optional<Break> found = check.next(entry);
      if (found.isPresent()) {
        return found;
      }
    }
    return check.end();
  }

  private static Break broken(long position, String what) {
    return new Break("maps", position, what);
  }

  private static Deed deed(String subject) {
    return new Deed(AT, "ana", "api", "a.b", subject, "done", Map.of("version", "1"));
  }
}
