package dev.windlass.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A key as it is kept. A key is 32 random bytes: nobody finds it by trying, so that one round of
 * SHA-256 is enough, and a look-up by the hash tells nothing by the time that it takes.
 */
public record KeyHash(String hex) {
  private static final String PREFIX = "wl_";
  private static final int BYTES = 32;

  /** Nobody looks for a shorter one: it could be found by trying, and is mostly a mistake. */
  private static final int SHORTEST = 32;

  /** What a shell writes where the variable that should hold a key is not set. */
  static final KeyHash OF_NOTHING = of("");

  public static KeyHash of(String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return new KeyHash(HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static boolean isKey(String text) {
    return text.length() >= SHORTEST;
  }

  /** A key that nobody has. */
  public static String newKey(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
