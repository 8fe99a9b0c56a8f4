/**
 * The benchmarks: {@code ./windlass bench} lists them. Each {@link dev.windlass.bench.Scenario}
 * measures the packaged program as a user starts it, with its real broker and database in a fresh
 * directory, from outside: over HTTP, by what its operations call, and by what its topics and
 * tables hold; {@link dev.windlass.bench.Micro} alone measures parts of it by themselves. It is
 * measured several times and the medians stand in docs/performance.md, which {@link
 * dev.windlass.bench.Document} writes out of the JSON beside it. No test: nothing here asserts how
 * fast a machine is; what a scenario does assert is that nothing was lost while it was fast.
 */
package dev.windlass.bench;
