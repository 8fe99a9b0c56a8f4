package dev.windlass.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.job.JobId;
import dev.windlass.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Batch jobs in the middle: every second one is paused, the others run slowly. */
final class HalfDone {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int MOST_TRIES = 1000;
  private static final int PER_SECOND = 20;

  /** None is faster than that, so that what the views show late is not over by then. */
  private static final int LEAST_SECONDS = 60;

  private final Api api;
  private final List<String> jobs;
  private final int subJobs;
  private final List<CompletableFuture<Boolean>> directives = new ArrayList<>();

  private HalfDone(Api api, List<String> jobs, int subJobs) {
    this.api = api;
    this.jobs = jobs;
    this.subJobs = subJobs;
  }

  /** So many that lie in one of these partitions, each a third done. */
  static HalfDone create(Api api, int many, int subJobs, Set<Integer> partitions) {
    HalfDone all = new HalfDone(api, created(api, many, subJobs, partitions), subJobs);
    String pace = "\"jobsPerSecond\": " + subJobs / LEAST_SECONDS;
    all.jobs.forEach(job -> api.direct(job, "start", pace));
    all.jobs.forEach(job -> all.pauseWhenDone(job, subJobs / 3));
    all.jobs.forEach(job -> checkHalf(api.await(job, "paused"), subJobs));
    for (int i = 1; i < many; i += 2) {
      api.direct(all.jobs.get(i), "unpause", "\"jobsPerSecond\": " + PER_SECOND);
      api.await(all.jobs.get(i), "running");
    }
    return all;
  }

  Set<String> ids() {
    return new HashSet<>(jobs);
  }

  /** Pauses what runs and unpauses what is paused, and does not wait for it. */
  void directLater() {
    for (int i = 0; i < jobs.size(); i++) {
      directives.add(api.directLater(jobs.get(i), i % 2 == 0 ? "unpause" : "pause"));
    }
  }

  /** All sub-jobs of each must be counted in the end. */
  void complete() {
    if (!directives.stream().allMatch(CompletableFuture::join)) {
      throw new IllegalStateException("A directive was refused");
    }
    for (int i = 1; i < jobs.size(); i += 2) {
      api.await(jobs.get(i), "paused");
      api.direct(jobs.get(i), "unpause");
    }
    jobs.forEach(job -> api.awaitSuccess(job, subJobs));
  }

  /** A batch job's id says where it lies, and is drawn by the API. */
  private static List<String> created(Api api, int many, int subJobs, Set<Integer> partitions) {
    List<String> jobs = new ArrayList<>();
    for (int tries = 0; jobs.size() < many; tries++) {
      if (tries == MOST_TRIES) {
        throw new IllegalStateException("No batch jobs come to lie in partitions " + partitions);
      }
      String job = api.create("no-op", subJobs, "");
      if (partitions.contains(JobId.parse(job).partition(Fleet.PARTITIONS))) {
        jobs.add(job);
      }
    }
    return jobs;
  }

  private void pauseWhenDone(String job, int least) {
    Await.until("a third is done", PATIENCE, () -> done(api.view(job)) >= least);
    api.direct(job, "pause");
  }

  private static void checkHalf(JsonNode paused, int subJobs) {
    if (done(paused) == 0 || done(paused) >= subJobs) {
      throw new IllegalStateException("It is not in the middle: " + paused);
    }
  }

  private static int done(JsonNode view) {
    return view.at("/progress/done").asInt();
  }
}
