package dev.windlass.audit;

/** A place in a chain: where the next entry goes, or where the kept ones begin. */
public record ChainHead(String namespace, long position, String hash) {
  /** What the first entry of a chain has for the hash before it. */
  public static final String NO_HASH = "0".repeat(64);

  public static ChainHead begin(String namespace) {
    return new ChainHead(namespace, 0, NO_HASH);
  }

  public AuditEntry next(Deed deed) {
    long next = position + 1;
    return new AuditEntry(
        namespace, next, deed, hash, CanonicalForm.hash(namespace, next, deed, hash));
  }
}
