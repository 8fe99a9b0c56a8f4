/** The commands about workers, and about records that nobody could read. */
package dev.windlass.cli.fleet;
