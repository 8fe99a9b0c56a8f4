/**
 * Where files of results are kept: those that handlers stream into it, and those that are made of a
 * batch job's results. A file is there whole or not at all, and never changes. All files of a batch
 * job lie below its id, so that they go with it.
 */
package dev.windlass.result;
