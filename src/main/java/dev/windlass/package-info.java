/**
 * Windlass: a control plane for batch jobs.
 *
 * <p>A batch job is a small pure state machine ({@code job}, {@code dispatch}). Kafka orders and
 * stores what is asked of it and what it decides ({@code wire}); roles react to that log and never
 * to each other ({@code coordinator}, {@code worker}, {@code projection}, {@code schedule});
 * Postgres holds views ({@code view}); every HTTP dialect is a translation in front of one service
 * ({@code control}, {@code api}, {@code compat}). Which package may see which is written down in
 * the test {@code architecture.LayersTest}.
 */
package dev.windlass;
