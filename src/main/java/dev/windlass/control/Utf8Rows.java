package dev.windlass.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The text of an upload. It knows the line that it has come to, so that bytes that are no UTF-8 are
 * refused with the right one (the JDK's reader throws before it hands out what it had decoded), and
 * it bounds a row, so that a quote that nobody closes does not pull the whole file into memory.
 */
final class Utf8Rows extends Reader {
  private static final int CHUNK = 8192;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final InputStream in;
  private final int maxRow;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private final ByteBuffer bytes = ByteBuffer.allocate(CHUNK).flip();
  private boolean atEnd;
  private long line = 1;
  private boolean afterReturn;
  private long chars;
  private long rowLine = 1;
  private long rowChars;

  Utf8Rows(InputStream in, int maxRow) {
    this.in = in;
    this.maxRow = maxRow;
  }

  /** A row ended; the next one begins at or after this line. */
  void rowBegins(long atLine) {
    rowLine = atLine;
    rowChars = chars;
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    // The row so far, and what the parser may have read ahead of it.
    if (chars - rowChars > maxRow + 3L * CHUNK) {
      throw RowSource.broken(
          rowLine, "the row that begins here has more than " + maxRow + " bytes and no end");
    }
    CharBuffer decoded = CharBuffer.wrap(target, offset, Math.min(length, CHUNK)).slice();
    while (decoded.position() == 0) {
      CoderResult result = decoder.decode(bytes, decoded, atEnd);
      if (decoded.position() > 0) {
        break;
      }
      if (result.isError()) {
        throw RowSource.broken(line, "expected UTF-8, found " + hex(result.length()));
      }
      if (atEnd) {
        return -1;
      }
      fill();
    }
    return handOut(target, offset, decoded.position());
  }

  private int handOut(char[] target, int offset, int count) throws IOException {
    for (int i = offset; i < offset + count; i++) {
      char c = target[i];
      if (c == '\r' || c == '\n' && !afterReturn) {
        line++;
      }
      afterReturn = c == '\r';
    }
    boolean mark = chars == 0 && target[offset] == BYTE_ORDER_MARK;
    chars += count;
    if (!mark) {
      return count;
    }
    System.arraycopy(target, offset + 1, target, offset, count - 1);
    return count == 1 ? read(target, offset, target.length - offset) : count - 1;
  }

  private void fill() throws IOException {
    bytes.compact();
    int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
    bytes.position(bytes.position() + Math.max(0, read)).flip();
    atEnd = read < 0;
  }

  private String hex(int length) {
    StringBuilder text = new StringBuilder(length == 1 ? "the byte" : "the bytes");
    for (int i = 0; i < length; i++) {
      text.append(String.format(" %02X", bytes.get(bytes.position() + i)));
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
