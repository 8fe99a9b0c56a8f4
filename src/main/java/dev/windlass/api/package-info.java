/**
 * The native REST front door. It translates only: JSON to calls of {@code control}, its answers and
 * the rows of {@code view} to JSON. Every error, the framework's own too, leaves as a problem of
 * RFC 9457 through {@link dev.windlass.api.ProblemMapper}.
 */
package dev.windlass.api;
