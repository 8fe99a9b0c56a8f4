package dev.windlass.audit;

/**
 * A deed in its place.
 *
 * @param position from 1, without gaps, in each namespace
 * @param previous the hash of the entry before it
 * @param hash of all else that stands here
 */
public record AuditEntry(String namespace, long position, Deed deed, String previous, String hash) {
  /** What the hash should be. */
  public String computed() {
    return CanonicalForm.hash(namespace, position, deed, previous);
  }

  public ChainHead head() {
    return new ChainHead(namespace, position, hash);
  }
}
