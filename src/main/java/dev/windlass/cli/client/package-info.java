/**
 * The command line as a client of a server: which server, with which token, and how it is spoken
 * to.
 *
 * <p>It is the JDK's HTTP client and JSON trees, and nothing of the program behind the API: a
 * command has to be there at once, and one that starts a framework first is not. What goes wrong is
 * a {@link dev.windlass.cli.client.ClientFailure} that knows its exit code and says the way out.
 */
package dev.windlass.cli.client;
