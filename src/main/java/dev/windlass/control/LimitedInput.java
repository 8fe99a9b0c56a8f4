package dev.windlass.control;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Counts what is read, and refuses what is more than allowed before it is parsed, and what comes so
 * slowly that it only keeps a place from others: after ten seconds at least 1 KB a second.
 */
public final class LimitedInput extends FilterInputStream {
  private static final long GRACE_SECONDS = 10;
  private static final long SLOWEST = 1 << 10;

  private final long most;
  private final LongSupplier nanos;
  private final long began;
  private long count;

  public LimitedInput(InputStream in, long most) {
    this(in, most, System::nanoTime);
  }

  LimitedInput(InputStream in, long most, LongSupplier nanos) {
    super(in);
    this.most = most;
    this.nanos = nanos;
    this.began = nanos.getAsLong();
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
    long seconds = TimeUnit.NANOSECONDS.toSeconds(nanos.getAsLong() - began);
    if (seconds > GRACE_SECONDS && count < seconds * SLOWEST) {
      throw new Refusal(
          ProblemCode.BODY_TOO_SLOW,
          "%d bytes of the body have come in %d seconds: it must be at least %d a second"
              .formatted(count, seconds, SLOWEST));
    }
  }
}
