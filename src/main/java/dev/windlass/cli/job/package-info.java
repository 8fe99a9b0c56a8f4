/** The commands about batch jobs. */
package dev.windlass.cli.job;
