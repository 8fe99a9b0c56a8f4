package dev.windlass.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.Optional;

/** What the worker of a process asks the API of the same process with: nobody has to make it. */
@ApplicationScoped
public class ProcessKey implements KeySource {
  private final String key = KeyHash.newKey(new SecureRandom());
  private final KeyHash hash = KeyHash.of(key);
  private final Identity worker =
      new Identity(
          "worker of this process",
          UserRole.WORKER,
          Reach.ALL,
          Credential.ofKey("process", hash, null));

  public String text() {
    return key;
  }

  @Override
  public Optional<Identity> find(KeyHash asked) {
    return hash.equals(asked) ? Optional.of(worker) : Optional.empty();
  }
}
