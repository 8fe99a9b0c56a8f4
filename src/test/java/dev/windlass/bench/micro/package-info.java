/**
 * How long the small parts take that every record goes through; those whose classes only their own
 * package sees stand there ({@code DecideBenchmark}, {@code ProjectionSqlBenchmark}). {@code
 * ./windlass bench micro} runs all of them. They say where time goes and guard against a mistake of
 * a factor; no goal hangs on them.
 */
package dev.windlass.bench.micro;
