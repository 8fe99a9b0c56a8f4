/**
 * Traces (OpenTelemetry) through the topics: each record says in its headers which step sent it,
 * and whoever takes it makes his steps follow from that one.
 */
package dev.windlass.trace;
