package dev.windlass.bench;

import dev.windlass.job.JobId;
import dev.windlass.testkit.Http;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** One batch job of a million sub-jobs that do nothing. */
final class BurnDown implements Scenario {
  private static final int SUB_JOBS = 1_000_000;
  private static final String RATE = "sub-jobs per second";

  @Override
  public String name() {
    return "burn-down";
  }

  @Override
  public String about() {
    return "One batch job of 1,000,000 sub-jobs, each run by the handler `simulate` without a duration, counted,"
        + " and found by its id afterwards. From sending the create to the first answer of the API that says `completed`.";
  }

  @Override
  public List<Goal> goals() {
    return List.of(Goal.atLeast(RATE, 300_000, "/s"));
  }

  @Override
  public void warmUp(Place place) throws Exception {
    place.api().define("no-op", Api.NO_OP);
    Scenario.super.warmUp(place);
  }

  /** A second each, in which the compiler has not come to all of it. */
  @Override
  public int warmUps() {
    return 10;
  }

  @Override
  public Measured measure(Place place) {
    Api api = place.api();
    long begun = System.nanoTime();
    String job = api.create("no-op", SUB_JOBS, "\"start\": true");
    api.awaitSuccess(job, SUB_JOBS);
    double seconds = (System.nanoTime() - begun) / 1e9;
    find(api, job);
    return new Measured().figure(RATE, SUB_JOBS / seconds).figure("seconds", seconds);
  }

  private static void find(Api api, String job) {
    for (int i = 0; i < 100; i++) {
      int index = ThreadLocalRandom.current().nextInt(SUB_JOBS);
      Http.Answer one =
          Http.get(
              api.root() + "/v1/batch-jobs/" + job + "/sub-jobs/" + JobId.parse(job).subJob(index));
      if (!one.expect(200).json().path("status").asText().equals("completed")) {
        throw new IllegalStateException("Sub-job " + index + " is not completed: " + one.body());
      }
    }
  }
}
