package dev.windlass.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Which version of a batch job the view shows, looked at every 2 ms. */
final class ViewVersions implements AutoCloseable {
  private static final String QUERY = "select version from batch_job where id = ?";
  private static final long STEP = TimeUnit.MILLISECONDS.toNanos(2);

  private final Connection database;
  private final UUID job;
  private final List<Look> looks = new ArrayList<>();
  private final Thread thread;
  private volatile boolean closed;
  private volatile SQLException failure;

  /** The first look that found this version. */
  record Look(Instant at, long version) {}

  ViewVersions(Connection database, String job) {
    this.database = database;
    this.job = UUID.fromString(job);
    this.thread = Thread.ofPlatform().daemon().name("view-versions").start(this::run);
  }

  List<Look> looks() throws SQLException {
    if (failure != null) {
      throw failure;
    }
    synchronized (looks) {
      return List.copyOf(looks);
    }
  }

  @Override
  public void close() throws Exception {
    closed = true;
    thread.join();
    database.close();
  }

  private void run() {
    try (PreparedStatement query = database.prepareStatement(QUERY)) {
      query.setObject(1, job);
      while (!closed) {
        look(query);
        LockSupport.parkNanos(STEP);
      }
    } catch (SQLException e) {
      failure = e;
    }
  }

  private void look(PreparedStatement query) throws SQLException {
    try (ResultSet row = query.executeQuery()) {
      if (row.next()) {
        keep(new Look(Instant.now(), row.getLong(1)));
      }
    }
  }

  private void keep(Look look) {
    synchronized (looks) {
      if (looks.isEmpty() || looks.getLast().version() < look.version()) {
        looks.add(look);
      }
    }
  }
}
