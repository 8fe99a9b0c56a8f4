package dev.windlass.job;

import dev.windlass.job.Creation.OnOverlap;
import java.util.function.Supplier;

/**
 * Every status of a batch job, each reached the way clients and workers reach it; those that a
 * directive tells apart are there twice. Where a worker is involved, it holds a grant: the hand is
 * named {@code w1}.
 */
enum Situation {
  CREATED(JobStatus.CREATED, () -> JobScene.created(spec())),
  QUEUED(JobStatus.QUEUED, Situation::queued),
  STARTING(JobStatus.STARTING, () -> JobScene.started(spec())),
  RE_STARTING(
      JobStatus.RESTARTING,
      () -> {
        JobScene scene = running();
        scene.start();
        return scene;
      }),
  RUNNING(JobStatus.RUNNING, Situation::running),
  PAUSING(
      JobStatus.PAUSING,
      () -> {
        JobScene scene = running();
        scene.pause();
        return scene;
      }),
  PAUSED(
      JobStatus.PAUSED,
      () -> {
        JobScene scene = JobScene.started(spec());
        Hand hand = scene.claim();
        scene.pause();
        hand.done(1, 0).at(0, 0, 1, 1, 0).letGo();
        return scene;
      }),
  STOPPING(
      JobStatus.STOPPING,
      () -> {
        JobScene scene = running();
        scene.stop(true);
        return scene;
      }),
  STOPPED(JobStatus.STOPPED, () -> stopped(true)),
  STOPPED_AND_KEPT(JobStatus.STOPPED, () -> stopped(false)),
  COMPLETED(JobStatus.COMPLETED, () -> ended("c", 0)),
  COMPLETED_WITH_ERRORS(JobStatus.COMPLETED, () -> ended("e", 1)),
  FAILED(JobStatus.FAILED, () -> ended("f", 1)),
  INVALID(JobStatus.INVALID, () -> ended("i", 0)),
  DELETED(
      JobStatus.DELETED,
      () -> {
        JobScene scene = JobScene.created(spec());
        scene.delete();
        return scene;
      });

  private final JobStatus status;
  private final Supplier<JobScene> reach;

  Situation(JobStatus status, Supplier<JobScene> reach) {
    this.status = status;
    this.reach = reach;
  }

  JobStatus status() {
    return status;
  }

  /** A fresh batch job that has come here by its inputs. */
  JobScene reached() {
    return reach.get();
  }

  private static JobSpec spec() {
    return JobSpec.of(2).failuresToIgnore(1);
  }

  private static JobScene running() {
    JobScene scene = JobScene.started(spec());
    scene.claim();
    return scene;
  }

  /** The neighbour that it waits for is number 2. */
  private static JobScene queued() {
    JobBench bench = new JobBench();
    JobSpec serial = spec().serial("nightly", OnOverlap.QUEUE_ONE);
    JobScene neighbour = new JobScene(bench, serial, 2);
    neighbour.create(true);
    JobScene scene = new JobScene(bench, serial, 1);
    scene.create(true);
    return scene;
  }

  private static JobScene stopped(boolean reset) {
    JobScene scene = JobScene.started(spec());
    Hand hand = scene.claim();
    scene.stop(reset);
    hand.done(1, 0).at(0, 0, 1, 1, 0).letGo();
    return scene;
  }

  private static JobScene ended(String first, int failures) {
    JobScene scene = JobScene.started(spec());
    scene.claim().ended(first).done(4, failures).letGo();
    scene.runToTheEnd();
    return scene;
  }
}
