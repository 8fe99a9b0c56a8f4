/** What commands print: the API's own JSON, the same as YAML, or tables for people. */
package dev.windlass.cli.output;
