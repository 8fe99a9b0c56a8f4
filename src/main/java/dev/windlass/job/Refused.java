package dev.windlass.job;

/** A refusal with the sentence that the client reads. */
public record Refused(Refusal code, String reason) {}
