/** What the commands that speak to a server have in common. */
package dev.windlass.cli.command;
