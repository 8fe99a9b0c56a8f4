/**
 * Which roles this process plays, what it needs for them, and whether they are well.
 *
 * <p>{@link dev.windlass.role.Program} is the life of one process: servers first, then Quarkus; at
 * the end Quarkus first, then the broker, then the database.
 */
package dev.windlass.role;
