/**
 * What is promised, on the real thing and under force: every role a process of its own, a broker
 * and a database that are processes too, and something taken away from them while a batch job runs.
 *
 * <p>The truth is kept outside of Windlass: each operation calls {@link
 * dev.windlass.chaos.CallCounter}, which counts the calls of each row exactly. So a sub-job that
 * was counted but never ran is seen, one that ran but was never counted is seen, and so is how many
 * operations ran twice.
 *
 * <p>A {@link dev.windlass.chaos.Fault} says what is taken away and given back. {@link
 * dev.windlass.chaos.Trial} runs one batch job through it and looks at the invariants all the while
 * ({@link dev.windlass.chaos.Watch}); {@link dev.windlass.chaos.Verdict} is what came of it, and a
 * row in {@code docs/reliability.md}.
 */
package dev.windlass.chaos;
