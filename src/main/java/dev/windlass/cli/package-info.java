/** The command line: what {@code ./windlass} and the packaged program understand. */
package dev.windlass.cli;
