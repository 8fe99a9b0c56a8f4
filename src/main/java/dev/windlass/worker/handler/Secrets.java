package dev.windlass.worker.handler;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The secrets of one namespace: a file each, {@code <directory>/<namespace>/<name>}, read when it
 * is needed, so that one that was replaced holds from the next operation on. What was given out is
 * known here and taken out of whatever is told.
 */
public final class Secrets {
  /** Plain characters, and no dot first: no name leads out of the directory. */
  static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

  private static final Pattern PLAIN = Pattern.compile(NAME);
  private static final int MOST_BYTES = 16 << 10;
  private static final int FEWEST = 8;

  private final Path directory;
  private final String namespace;
  private final Redaction redaction = new Redaction();

  /**
   * @param directory null where this worker has none
   */
  public Secrets(Path directory, String namespace) {
    this.directory = directory;
    this.namespace = namespace;
  }

  String get(String name) {
    if (directory == null) {
      throw new UnusableParameters(
          "{secret.%s} stands for nothing: this worker has no windlass.worker.secrets-directory"
              .formatted(name));
    }
    if (!PLAIN.matcher(namespace).matches()) {
      throw new UnusableParameters("the namespace '" + namespace + "' can't have secrets");
    }
    String secret = read(name, directory.resolve(namespace).resolve(name));
    redaction.add(secret);
    return secret;
  }

  /** The text without any secret that was given out here. */
  public String redacted(String text) {
    return redaction.of(text);
  }

  private String read(String name, Path file) {
    try {
      if (Files.size(file) <= MOST_BYTES) {
        return checked(name, Files.readString(file, StandardCharsets.UTF_8).stripTrailing());
      }
      throw unusable(name, "its file has more than " + MOST_BYTES + " bytes");
    } catch (NoSuchFileException e) {
      throw unusable(name, "there is no such file below windlass.worker.secrets-directory");
    } catch (IOException e) {
      throw unusable(name, "its file can't be read: " + e.getClass().getSimpleName());
    }
  }

  /** A shorter one can't be told from other text, so it could not be kept out of it. */
  private String checked(String name, String secret) {
    if (secret.length() < FEWEST) {
      throw unusable(name, "a secret has at least " + FEWEST + " characters");
    }
    return secret;
  }

  private UnusableParameters unusable(String name, String why) {
    return new UnusableParameters(
        "the secret '%s' of the namespace '%s' can't be used: %s".formatted(name, namespace, why));
  }
}
