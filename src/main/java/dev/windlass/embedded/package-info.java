/**
 * A real Kafka and a real Postgres inside this program, for the first run and for tests.
 *
 * <p>Why the real ones: what a first user sees, and what the tests prove, is then what production
 * does. Both keep their data in a directory of their own and go on where they stopped. They are one
 * broker and one database on loopback: no replication, so whatever loses the disk loses the data.
 *
 * <p>A build with {@code -Dembedded=false} carries neither; the classes here then exist without
 * what they need, which is why {@link dev.windlass.embedded.EmbeddedServers#available()} is asked
 * first.
 */
package dev.windlass.embedded;
