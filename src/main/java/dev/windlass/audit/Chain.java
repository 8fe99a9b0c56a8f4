package dev.windlass.audit;

/**
 * A chain as its keeper tells of it.
 *
 * @param head the newest entry
 * @param letGo the newest that is no longer kept; position 0 where all of them are
 */
public record Chain(ChainHead head, ChainHead letGo) {
  /** Of what belongs to no single namespace, or to one that nobody can know; no name may be so. */
  public static final String OF_ALL = "*";

  /** The action of the entry that says which entries are no longer kept. */
  public static final String LET_GO = "audit.let-go";

  /** Its details. */
  public static final String UP_TO = "upTo";

  public static final String UP_TO_HASH = "upToHash";

  public static Chain begin(String namespace) {
    return new Chain(ChainHead.begin(namespace), ChainHead.begin(namespace));
  }

  public String namespace() {
    return head.namespace();
  }

  public Chain at(ChainHead newHead) {
    return new Chain(newHead, letGo);
  }
}
