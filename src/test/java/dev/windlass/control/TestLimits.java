package dev.windlass.control;

import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.time.Duration;

/** Limits of inputs, small enough to be reached. */
record TestLimits(int maxRows, int maxColumns, int rowBytes, int pageRows, int pageSize)
    implements InputsConfig {
  static final TestLimits WIDE = new TestLimits(10_000_000, 1000, 262_144, 1024, 524_288);

  @Override
  public MemorySize maxBytes() {
    return size(1 << 30);
  }

  @Override
  public MemorySize maxRowBytes() {
    return size(rowBytes);
  }

  @Override
  public MemorySize pageBytes() {
    return size(pageSize);
  }

  @Override
  public int maxUploads() {
    return 1;
  }

  @Override
  public Duration longestUpload() {
    return Duration.ofHours(1);
  }

  private static MemorySize size(long bytes) {
    return new MemorySize(BigInteger.valueOf(bytes));
  }
}
