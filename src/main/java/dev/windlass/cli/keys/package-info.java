/** The keys of a server: who may do what. */
package dev.windlass.cli.keys;
