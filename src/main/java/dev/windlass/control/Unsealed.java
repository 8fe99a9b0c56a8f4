package dev.windlass.control;

import dev.windlass.audit.Deed;

/** What is to be appended to the chain of a namespace. */
record Unsealed(String namespace, Deed deed) {}
