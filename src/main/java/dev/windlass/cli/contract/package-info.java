/** The API and the records as documents, for whoever writes a client. */
package dev.windlass.cli.contract;
