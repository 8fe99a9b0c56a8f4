package dev.windlass.bench;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The parts by themselves: every benchmark of JMH's that is in the test classes. */
final class Micro implements Scenario {
  @Override
  public String name() {
    return "micro";
  }

  @Override
  public String about() {
    return "Parts of the program by themselves, measured with JMH in a JVM of their own each: 3 seconds of warm-up, then the mean of"
        + " 5 times one second on one thread. The rows and events of the projection are written 500 at a time, to a Postgres with fsync off.";
  }

  @Override
  public List<Goal> goals() {
    return List.of();
  }

  @Override
  public boolean needsProgram() {
    return false;
  }

  /** JMH does that by itself. */
  @Override
  public void warmUp(Place none) {}

  @Override
  public Measured measure(Place none) throws RunnerException {
    Collection<RunResult> results = new Runner(options()).run();
    Measured measured = new Measured();
    results.forEach(
        result ->
            measured.figure(figure(result.getParams()), result.getPrimaryResult().getScore()));
    return measured;
  }

  /** The fork gets the class path of this JVM. */
  private static Options options() {
    TimeValue second = TimeValue.seconds(1);
    return new OptionsBuilder()
        .include("dev\\.windlass\\..*Benchmark\\..*")
        .mode(Mode.AverageTime)
        .timeUnit(TimeUnit.NANOSECONDS)
        .forks(1)
        .warmupIterations(3)
        .warmupTime(second)
        .measurementIterations(5)
        .measurementTime(second)
        .jvmArgs("--add-opens", "java.base/java.lang=ALL-UNNAMED")
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT)
        .build();
  }

  /** As in {@code PageCodec.decode same [ns]}. */
  private static String figure(BenchmarkParams benchmark) {
    String[] name = benchmark.getBenchmark().split("\\.");
    String parameters =
        benchmark.getParamsKeys().stream()
            .map(key -> " " + benchmark.getParam(key))
            .collect(Collectors.joining());
    String part = name[name.length - 2].replaceFirst("Benchmark$", "");
    return part + "." + name[name.length - 1] + parameters + " [ns]";
  }
}
