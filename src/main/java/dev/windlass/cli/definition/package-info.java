/** The commands about definitions. */
package dev.windlass.cli.definition;
