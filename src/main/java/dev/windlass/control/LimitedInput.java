package dev.windlass.control;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what is read, and refuses what is more than allowed before it is parsed. */
public final class LimitedInput extends FilterInputStream {
  private final long most;
  private long count;

  public LimitedInput(InputStream in, long most) {
    super(in);
    this.most = most;
  }

  public long count() {
    return count;
  }

  public static Refusal tooLarge(long most) {
    return new Refusal(
        ProblemCode.BODY_TOO_LARGE, "the body may have " + most + " bytes and has more");
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    if (value >= 0) {
      counted(1);
    }
    return value;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = super.read(bytes, offset, length);
    if (read > 0) {
      counted(read);
    }
    return read;
  }

  private void counted(int read) {
    count += read;
    if (count > most) {
      throw tooLarge(most);
    }
  }
}
