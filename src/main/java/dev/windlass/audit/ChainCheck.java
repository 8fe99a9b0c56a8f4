package dev.windlass.audit;

import java.util.Optional;

/**
 * Looks a chain over, entry by entry, and says what is wrong first. It knows no more than it is
 * shown: that a whole chain was written anew is seen only by who has kept a hash of it.
 */
public final class ChainCheck {
  private final Chain chain;
  private ChainHead last;
  private boolean letGoIsTold;

  public ChainCheck(Chain chain) {
    this.chain = chain;
    this.last = chain.letGo();
    this.letGoIsTold = chain.letGo().position() == 0;
  }

  /** What is wrong with a chain, and where. */
  public record Break(String namespace, long position, String what) {}

  /** The next in the order of the chain. */
  public Optional<Break> next(AuditEntry entry) {
    long expected = last.position() + 1;
    if (entry.position() > expected) {
      return broken(
          expected, "it is missing: " + last.position() + " is followed by " + entry.position());
    }
    Optional<Break> wrong = wrong(entry, expected).flatMap(what -> broken(entry.position(), what));
    last = entry.head();
    letGoIsTold |= entry.deed().action().equals(Chain.LET_GO) && tellsOfLetGo(entry.deed());
    return wrong;
  }

  /** After the last. */
  public Optional<Break> end() {
    if (last.position() < chain.head().position()) {
      return broken(last.position() + 1, "it is missing, and so are all after it");
    }
    return letGoIsTold
        ? Optional.empty()
        : broken(
            chain.letGo().position(),
            "it is missing, and so are all before it, and no entry says that they were let go");
  }

  /** The last one that was shown; what was let go where none was. */
  public ChainHead last() {
    return last;
  }

  private Optional<String> wrong(AuditEntry entry, long expected) {
    if (!entry.namespace().equals(chain.namespace())) {
      return Optional.of("it is an entry of the namespace '" + entry.namespace() + "'");
    }
    if (entry.position() < expected) {
      return Optional.of("it is out of order: it comes after " + last.position());
    }
    if (!entry.previous().equals(last.hash())) {
      return Optional.of("it does not continue the entry before it: one of the two was replaced");
    }
    if (!entry.hash().equals(entry.computed())) {
      return Optional.of("it was changed: its hash is not that of what it says");
    }
    return entry.position() == chain.head().position() && !entry.head().equals(chain.head())
        ? Optional.of("it is not the entry that the chain was said to end with")
        : Optional.empty();
  }

  private boolean tellsOfLetGo(Deed marker) {
    return Long.toString(chain.letGo().position()).equals(marker.detail().get(Chain.UP_TO))
        && chain.letGo().hash().equals(marker.detail().get(Chain.UP_TO_HASH));
  }

  private Optional<Break> broken(long position, String what) {
    return Optional.of(new Break(chain.namespace(), position, what));
  }
}
