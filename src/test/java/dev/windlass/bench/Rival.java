package dev.windlass.bench;

import javax.sql.DataSource;

/**
 * A product that keeps jobs in a table and runs them from there, in this JVM. Its schema is there,
 * and it runs nothing before it is started.
 */
interface Rival extends AutoCloseable {
  /** All of them can be run at once; they are stored when this returns. */
  void submit(int jobs);

  void start();

  /** As many as its own table shows; asked when all have run, because counting rows takes time. */
  long recordedAsDone(int ofJobs) throws Exception;

  @Override
  void close();

  interface Kind {
    /** The database is empty. */
    Rival open(DataSource database, Runs runs) throws Exception;
  }
}
