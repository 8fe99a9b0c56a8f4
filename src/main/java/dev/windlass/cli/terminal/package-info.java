/** What several commands have to know about where they print. */
package dev.windlass.cli.terminal;
