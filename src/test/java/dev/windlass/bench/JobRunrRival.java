package dev.windlass.bench;

import static org.jobrunr.server.BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration;

import java.time.Duration;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.scheduling.JobRequestScheduler;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.server.JobActivator;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.storage.sql.common.SqlStorageProviderFactory;

/**
 * JobRunr with its own schema, its default threads (virtual ones), the shortest interval of polling
 * that it takes, and jobs enqueued as a stream of requests, which it stores by the thousands. A
 * worker that becomes free fetches as many jobs as there are free workers.
 */
final class JobRunrRival implements Rival {
  private static final int WORKERS = 32;

  private final StorageProvider storage;
  private final JobRequestScheduler scheduler;

  /** What is stored of a job. */
  public record NoOp(int number) implements JobRequest {
    @Override
    public Class<Handler> getJobRequestHandler() {
      return Handler.class;
    }
  }

  /** JobRunr makes one for each job. */
  public record Handler(Runs runs) implements JobRequestHandler<NoOp> {
    @Override
    public void run(NoOp job) {
      runs.ran(job.number());
    }
  }

  private JobRunrRival(DataSource database, Runs runs) {
    this.storage = SqlStorageProviderFactory.using(database);
    BackgroundJobServerConfiguration server =
        usingStandardBackgroundJobServerConfiguration()
            .andWorkerCount(WORKERS)
            .andPollInterval(Duration.ofSeconds(5));
    this.scheduler =
        JobRunr.configure()
            .useJobActivator(activator(runs))
            .useStorageProvider(storage)
            .useBackgroundJobServer(server, false)
            .initialize()
            .getJobRequestScheduler();
  }

  static Rival open(DataSource database, Runs runs) {
    return new JobRunrRival(database, runs);
  }

  @Override
  public void submit(int jobs) {
    scheduler.enqueue(IntStream.range(0, jobs).mapToObj(NoOp::new));
  }

  @Override
  public void start() {
    JobRunr.getBackgroundJobServer().start();
  }

  @Override
  public long recordedAsDone(int ofJobs) {
    return storage.countJobs(StateName.SUCCEEDED);
  }

  @Override
  public void close() {
    JobRunr.destroy();
  }

  private static JobActivator activator(Runs runs) {
    return new JobActivator() {
      @Override
      public <T> T activateJob(Class<T> type) {
        return type.cast(new Handler(runs));
      }
    };
  }
}
