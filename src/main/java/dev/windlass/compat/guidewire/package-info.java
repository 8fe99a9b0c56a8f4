/**
 * Front door: the batch processes of Guidewire's System Tools API. A type is a definition with
 * {@code runs: one} in the namespace that the configuration names; its latest execution is the
 * newest batch job of that definition, whoever started it.
 */
package dev.windlass.compat.guidewire;
