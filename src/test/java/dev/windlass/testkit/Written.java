package dev.windlass.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files that are committed, and that the code could write: a test fails where the two differ, and
 * with {@code -Dwindlass.write} it writes them anew, for a diff to be read.
 */
public final class Written {
  public static final boolean WRITE = System.getProperty("windlass.write") != null;

  private Written() {}

  public static void check(Path file, String content) {
    if (WRITE) {
      write(file, content);
    }
    assertThat(read(file))
        .as(
            "%s is not what the code says. Where the change is meant, the test writes it with"
                + " -Dwindlass.write; fields of records may be added, never changed or removed",
            file)
        .isEqualTo(content);
  }

  /** The same for what stands between {@code <!-- name:begin -->} and {@code <!-- name:end -->}. */
  public static void checkSection(Path file, String name, String content) {
    if (WRITE) {
      replaceSection(file, name, content);
    }
    assertThat(read(file))
        .as("%s, section %s: -Dwindlass.write writes it", file, name)
        .contains(begin(name) + content + end(name));
  }

  public static void replaceSection(Path file, String name, String content) {
    String old = read(file);
    int from = old.indexOf(begin(name));
    int to = old.indexOf(end(name));
    if (from < 0 || to < from) {
      throw new IllegalStateException(file + " has no lines " + begin(name) + end(name));
    }
    write(file, old.substring(0, from) + begin(name) + content + old.substring(to));
  }

  private static String begin(String name) {
    return "<!-- " + name + ":begin -->\n";
  }

  private static String end(String name) {
    return "<!-- " + name + ":end -->";
  }

  public static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String content) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
