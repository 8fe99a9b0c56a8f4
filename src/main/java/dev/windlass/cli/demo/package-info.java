/**
 * {@code windlass demo}: a batch job over a file of cities, from nothing to a result file.
 *
 * <p>It is a client like any other: it speaks to the program over HTTP and knows nothing of its
 * inside, so that what it shows is what everybody can have. What it calls is a small target of its
 * own that is slow at times and fails at times, for each city always in the same way. That target
 * counts its calls, and the demo ends well only when the program's account of every row agrees with
 * what the target saw.
 */
package dev.windlass.cli.demo;
