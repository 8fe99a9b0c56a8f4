package dev.windlass.cli.terminal;

import dev.windlass.role.PlainText;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/**
 * Writes what a server said: an error's text or a name comes from anybody, and must not move a
 * terminal's cursor, set its title or type for its user.
 */
public final class PlainWriter extends FilterWriter {
  public PlainWriter(Writer out) {
    super(out);
  }

  @Override
  public void write(int c) throws IOException {
    write(String.valueOf((char) c));
  }

  @Override
  public void write(char[] text, int offset, int length) throws IOException {
    write(new String(text, offset, length));
  }

  @Override
  public void write(String text, int offset, int length) throws IOException {
    out.write(PlainText.lines(text.substring(offset, offset + length)));
  }
}
