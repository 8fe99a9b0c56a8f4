package dev.windlass.control;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Counts what is read, and refuses what is more than allowed before it is parsed, and what comes so
 * slowly that it only keeps a place from others: after ten seconds at least 1 KB a second, and its
 * end within a while.
 */
public final class LimitedInput extends FilterInputStream {
  private static final long GRACE_SECONDS = 10;
  private static final long SLOWEST = 1 << 10;

  private final long most;
  private final Duration longest;
  private final LongSupplier nanos;
  private final long began;
  private long count;

  /** One that is so small that its slowest rate is limit enough. */
  public LimitedInput(InputStream in, long most) {
    this(in, most, ChronoUnit.FOREVER.getDuration());
  }

  public LimitedInput(InputStream in, long most, Duration longest) {
    this(in, most, longest, System::nanoTime);
  }

  LimitedInput(InputStream in, long most, Duration longest, LongSupplier nanos) {
    super(in);
    this.most = most;
    this.longest = longest;
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
    if (seconds > longest.toSeconds()) {
      throw new Refusal(
          ProblemCode.BODY_TOO_SLOW,
          "the body has not come to its end in %d seconds".formatted(longest.toSeconds()));
    }
  }
}
