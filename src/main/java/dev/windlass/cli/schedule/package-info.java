/** The commands about schedules. */
package dev.windlass.cli.schedule;
