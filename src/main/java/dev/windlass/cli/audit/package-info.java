/** The audit of a server: reads it, and checks it without trusting the server's word. */
package dev.windlass.cli.audit;
