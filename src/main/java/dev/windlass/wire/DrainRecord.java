package dev.windlass.wire;

/**
 * On the directives topic under a worker's incarnation as key, and passed on to it on the grants
 * topic: finish what you have and leave.
 */
public record DrainRecord(String incarnation, int grantsPartition, String requestedBy) {}
