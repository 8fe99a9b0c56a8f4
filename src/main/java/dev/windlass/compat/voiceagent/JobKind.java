package dev.windlass.compat.voiceagent;

import java.util.Map;

/** A job is a batch job of one sub-job that was asked for as a job. */
enum JobKind {
  JOB("job", "Job"),
  BATCH_JOB("batch job", "Batch job");

  private static final Map<String, String> LABEL = Map.of("voiceagent", "job");

  private final String words;
  private final String sentence;

  JobKind(String words, String sentence) {
    this.words = words;
    this.sentence = sentence;
  }

  static JobKind of(Map<String, String> labels) {
    return labels.entrySet().containsAll(LABEL.entrySet()) ? JOB : BATCH_JOB;
  }

  Map<String, String> labels() {
    return this == JOB ? LABEL : Map.of();
  }

  String words() {
    return words;
  }

  /** As a sentence begins with it. */
  String sentence() {
    return sentence;
  }
}
