/**
 * The chain of an audit: what an entry is, how its hash is computed, and how a chain is looked over
 * from outside. Plain Java, used by the program that writes the chain and by the command that
 * distrusts it.
 *
 * <p>Each namespace has a chain of its own, so that a tenant can check his without seeing
 * another's; what belongs to no single one stands in the chain {@code *}. An entry's hash covers
 * all that it says and the hash of the entry before it. So whoever changes, takes out, puts in or
 * moves an entry has to write anew all that follow, and whoever does even that, or cuts off the
 * end, is found by a hash that somebody has kept elsewhere.
 */
package dev.windlass.audit;
