package dev.windlass.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.LongStream;

/** One parser, and what is true of it whatever it is given. */
public final class Fuzz<T> {
  private static final String LONG = System.getProperty("windlass.fuzz");
  private static final Duration BUDGET = Duration.parse(LONG == null ? "PT0.25S" : LONG);
  private static final long SEED =
      Long.getLong("windlass.seed", LONG == null ? 20_261_128 : System.nanoTime());

  /** Each with inputs of its own: the first one's are those of the seed. */
  private static final int AT_A_TIME = 2;

  /**
   * Of processor time, so that a busy machine or a pause for the garbage collector is no failure.
   */
  private static final Duration LONGEST = Duration.ofMillis(400);

  private static final long MOST_BYTES = 64L << 20;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final String name;
  private final Parser<T> parser;
  private final List<byte[]> seeds = new ArrayList<>();
  private final List<Class<? extends Throwable>> refusals = new ArrayList<>();
  private Function<T, byte[]> writer;

  /** Takes bytes, or refuses them with an exception. */
  @FunctionalInterface
  public interface Parser<T> {
    T parse(byte[] bytes) throws Exception;
  }

  /** The same of text. */
  @FunctionalInterface
  public interface TextParser<T> {
    T parse(String text) throws Exception;
  }

  private Fuzz(String name, Parser<T> parser) {
    this.name = name;
    this.parser = parser;
  }

  public static <T> Fuzz<T> of(String name, Parser<T> parser) {
    return new Fuzz<>(name, parser);
  }

  public static <T> Fuzz<T> ofText(String name, TextParser<T> parser) {
    return new Fuzz<>(name, bytes -> parser.parse(new String(bytes, StandardCharsets.UTF_8)));
  }

  public Fuzz<T> seeds(String... texts) {
    for (String text : texts) {
      seeds.add(text.getBytes(StandardCharsets.UTF_8));
    }
    return this;
  }

  public Fuzz<T> seed(byte[] bytes) {
    seeds.add(bytes);
    return this;
  }

  /** How the parser says no; anything else that it throws is a fault. */
  @SafeVarargs
  public final Fuzz<T> refusing(Class<? extends Throwable>... types) {
    refusals.addAll(List.of(types));
    return this;
  }

  /** What was read is written, and what was written reads as the same. */
  public Fuzz<T> comesBack(Function<T, byte[]> as) {
    writer = as;
    return this;
  }

  public void run() {
    seeds.forEach(this::takes);
    long end = System.nanoTime() + BUDGET.toNanos();
    List<Tally> tallies =
        LongStream.range(SEED, SEED + AT_A_TIME)
            .parallel()
            .mapToObj(seed -> run(seed, end))
            .toList();
    int tried = tallies.stream().mapToInt(Tally::tried).sum();
    int taken = tallies.stream().mapToInt(Tally::taken).sum();
    System.out.printf("%s: %d inputs, %d of them taken%n", name, tried, taken);
    assertThat(tried).as("inputs for %s", name).isPositive();
  }

  private record Tally(int tried, int taken) {}

  private Tally run(long seed, long end) {
    Mutator mutator = new Mutator(new Random(seed ^ name.hashCode()), seeds);
    int tried = 0;
    int taken = 0;
    while (System.nanoTime() - end < 0) {
      taken += check(mutator.next(), seed, tried++) ? 1 : 0;
    }
    return new Tally(tried, taken);
  }

  private void takes(byte[] seed) {
    try {
      parser.parse(seed);
    } catch (Throwable e) {
      throw new AssertionError("%s does not take its example %s".formatted(name, shown(seed)), e);
    }
  }

  private boolean check(byte[] input, long seed, int number) {
    long allocated = THREADS.getCurrentThreadAllocatedBytes();
    long began = THREADS.getCurrentThreadCpuTime();
    try {
      T read = parser.parse(input);
      if (writer != null) {
        byte[] written = writer.apply(read);
        assertThat(writer.apply(parser.parse(written))).isEqualTo(written);
      }
      return true;
    } catch (Throwable e) {
      if (refusals.stream().noneMatch(type -> type.isInstance(e))) {
        throw new AssertionError(told(input, seed, number, "threw"), e);
      }
      return false;
    } finally {
      long took = THREADS.getCurrentThreadCpuTime() - began;
      long bytes = THREADS.getCurrentThreadAllocatedBytes() - allocated;
      assertThat(took / 1_000_000)
          .as(() -> told(input, seed, number, "took too many ms"))
          .isLessThan(LONGEST.toMillis());
      assertThat(bytes)
          .as(() -> told(input, seed, number, "took too many bytes"))
          .isLessThan(MOST_BYTES);
    }
  }

  private String told(byte[] input, long seed, int number, String what) {
    return "%s %s at input %d of seed %d: %s".formatted(name, what, number, seed, shown(input));
  }

  /** In full: it is to become a seed. */
  private static String shown(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    boolean plain = input.length < 2000 && text.chars().allMatch(c -> c >= ' ' && c < 127);
    return plain ? text : "base64 " + Base64.getEncoder().encodeToString(input);
  }

  /** Where the contract's examples are. */
  public static Path golden(String name) {
    return Path.of("src/test/resources/golden", name + ".json");
  }
}
