/**
 * Whatever reads bytes from outside is fed with what is almost right: {@link
 * dev.windlass.fuzz.Mutator} changes valid examples, {@link dev.windlass.fuzz.Fuzz} looks that the
 * parser takes or refuses them, in its own way, within little time and memory, and that what it
 * takes comes back as it was. The tests stand beside their parsers. Each has a part of a second in
 * the ordinary tests, always the same inputs in the same order; {@code ./mvnw test -Pfuzz} gives
 * each two minutes and begins elsewhere every time. What a long run finds becomes a seed.
 */
package dev.windlass.fuzz;
