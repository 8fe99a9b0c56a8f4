package dev.windlass.cli.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What the server knows a user by. It is sent, and never printed. */
public record Token(String secret) {
  private static final Set<PosixFilePermission> OF_OTHERS =
      EnumSet.range(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_EXECUTE);

  /**
   * @param from where it stands, for the message
   */
  static Token of(String text, String from) {
    String secret = text.strip();
    if (!secret.matches("[\\x21-\\x7e]+")) {
      throw new ClientFailure(
          ExitCode.USAGE,
          "The token of %s must be one line of visible ASCII characters.".formatted(from));
    }
    return new Token(secret);
  }

  static Token read(Path file) {
    requireOwnersOnly(file);
    return of(Documents.text(file), file.toString());
  }

  /** Everybody who may read the file is that user. */
  static void requireOwnersOnly(Path file) {
    Set<PosixFilePermission> permissions = permissions(file);
    if (!Collections.disjoint(permissions, OF_OTHERS)) {
      throw new ClientFailure(
          ExitCode.USAGE,
          "%s holds a token, and others than its owner may use it (%s). Run: chmod 600 %s"
              .formatted(file, PosixFilePermissions.toString(permissions), file));
    }
  }

  /** A file system without such permissions has others of its own. */
  private static Set<PosixFilePermission> permissions(Path file) {
    try {
      return Files.getPosixFilePermissions(file);
    } catch (UnsupportedOperationException e) {
      return Set.of();
    } catch (IOException e) {
      throw new ClientFailure(ExitCode.FILES, Documents.unreadable(file, e), e);
    }
  }

  @Override
  public String toString() {
    return "(not shown)";
  }
}
