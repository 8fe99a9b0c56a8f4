package dev.windlass.job;

import java.util.List;

/** What one worker holds of a batch job, and what it says of it. */
final class Hand {
  final String worker;
  final Reply.Granted granted;
  private final JobScene scene;

  private String ended = "";
  private long done;
  private long failed;
  private Begun current;
  private int handedBack;
  private long busyMicros;

  Hand(JobScene scene, String worker, Reply.Granted granted) {
    this.scene = scene;
    this.worker = worker;
    this.granted = granted;
  }

  Hand ended(String letters) {
    ended = letters;
    current = null;
    return this;
  }

  /** Operations under this grant. */
  Hand done(long operations, long ofThemFailed) {
    done = operations;
    failed = ofThemFailed;
    return this;
  }

  Hand at(int subJob, long iteration, int caseIndex, long subJobDone, long subJobFailed) {
    int attempt =
        granted.begun().stream()
            .filter(b -> b.index() == subJob)
            .map(Begun::attempt)
            .findFirst()
            .orElse(1);
    current = new Begun(subJob, iteration, caseIndex, subJobDone, subJobFailed, attempt);
    return this;
  }

  Hand handBack(int count) {
    handedBack = count;
    return this;
  }

  int size() {
    return granted.ranges().stream().mapToInt(Range::count).sum();
  }

  int first() {
    return granted.ranges().get(0).from();
  }

  Progress says(boolean letGo) {
    return record(false, said(letGo, false));
  }

  Progress record(boolean renew, Progress.GrantProgress... said) {
    return new Progress(scene.job, worker, 0, renew, List.of(said));
  }

  /** All of it took so long. */
  Hand reportBusy(long micros) {
    busyMicros = Math.max(1, micros);
    return report();
  }

  Progress.GrantProgress said(boolean letGo, boolean stuck) {
    return new Progress.GrantProgress(
        granted.grant(),
        granted.nonce(),
        ended,
        done,
        failed,
        current,
        handedBack,
        letGo,
        stuck,
        busyMicros > 0 ? busyMicros : 1_000L * Math.max(1, done),
        -1);
  }

  Hand report() {
    scene.input(says(false));
    return this;
  }

  void letGo() {
    scene.input(says(true));
  }

  /** Ends every sub-job of it without a failure. */
  void runAll() {
    long already = granted.begun().stream().mapToLong(Begun::done).sum();
    long each = scene.header().work().operationsPerSubJob();
    ended("c" + size()).done(size() * each - already, 0).letGo();
  }
}
