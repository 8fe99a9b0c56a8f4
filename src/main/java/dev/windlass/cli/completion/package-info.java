/** Completion of commands and options in shells, written from the commands themselves. */
package dev.windlass.cli.completion;
