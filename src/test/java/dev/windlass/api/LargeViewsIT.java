package dev.windlass.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.testkit.Await;
import dev.windlass.testkit.CopiedBatchJobs;
import dev.windlass.testkit.WindlassServers;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What pages of a console ask for, beside 100,000 batch jobs and one of a million sub-jobs: no
 * request may read more rows than its answer is made of. Counted by Postgres, so that it does not
 * depend on the machine.
 */
@QuarkusTest
@QuarkusTestResource(WindlassServers.class)
class LargeViewsIT {
  private static final int BATCH_JOBS = 100_000;
  private static final int CONNECTIONS = 12;

  /** A map of a million sub-jobs is made of 977 pages; nothing else comes near. */
  private static final long MOST_ROWS = 2_500;

  private final String namespace = "large-" + UUID.randomUUID().toString().substring(0, 8);

  @Inject AgroalDataSource dataSource;

  private String million;

  @BeforeEach
  void fill() throws SQLException {
    given()
        .contentType("application/json")
        .body(
            """
            {"handler": "simulate", "failuresToIgnore": 0, "cases": [{"id": "a"}],
             "parameters": {"failureRate": 0.0003}}""")
        .put("/v1/definitions/" + namespace + "/no-op")
        .then()
        .statusCode(201);
    million =
        given()
            .contentType("application/json")
            .body("{\"definition\":\"" + namespace + "/no-op\",\"subJobs\":1000000}")
            .post("/v1/batch-jobs")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    JsonPath ended =
        Await.value(
            "a million have ended",
            Duration.ofMinutes(2),
            () -> given().get("/v1/batch-jobs/" + million).jsonPath(),
            job -> job.getString("stopTime") != null);
    Await.until(
        "its failures are told",
        () ->
            given().get("/v1/batch-jobs/" + million + "/failures").jsonPath().getInt("examined")
                == ended.getInt("counts.failed"));
    try (Connection connection = dataSource.getConnection()) {
      CopiedBatchJobs.of(UUID.fromString(million), BATCH_JOBS, connection);
    }
  }

  @AfterEach
  void empty() throws SQLException {
    execute(
        "delete from batch_job where namespace = '" + namespace + "' and id <> '" + million + "'");
  }

  @Test
  void noRequestOfAConsoleReadsMoreThanItShows() throws SQLException {
    List<String> requests =
        List.of(
            "/v1/statistics",
            "/v1/statistics/throughput",
            "/v1/batch-jobs?limit=50",
            "/v1/batch-jobs?limit=50&status=running",
            "/v1/batch-jobs?limit=50&status=starting,running,pausing,paused,stopping",
            "/v1/batch-jobs?limit=50&status=failed&definition=" + namespace + "/no-op",
            "/v1/batch-jobs?limit=50&definition=" + namespace + "/copy",
            "/v1/batch-jobs?limit=50&requestedBy=nobody",
            "/v1/batch-jobs?limit=50&label=copy=" + BATCH_JOBS / 2,
            "/v1/batch-jobs?limit=50&q=" + million.substring(0, 13),
            "/v1/batch-jobs?limit=50&q=oPy",
            "/v1/batch-jobs?limit=50&q=there-is-none-of-it",
            "/v1/batch-jobs/" + million + "?subJobs=0",
            "/v1/batch-jobs/" + million + "?subJobs=100",
            "/v1/batch-jobs/" + million + "/map?cells=1000",
            "/v1/batch-jobs/" + million + "/map?from=500000&to=501000",
            "/v1/batch-jobs/" + million + "/failures",
            "/v1/batch-jobs/" + million + "/sub-jobs?limit=50",
            "/v1/batch-jobs/" + million + "/sub-jobs?limit=50&status=failed",
            "/v1/batch-jobs/" + million + "/directives",
            "/v1/batch-jobs/" + million + "/why",
            "/v1/definitions?limit=50",
            "/v1/schedules?limit=50",
            "/v1/workers",
            "/v1/dead-letters?limit=50",
            "/v1/bulk-directives?limit=50");
    List<String> greedy = new ArrayList<>();
    for (String request : requests) {
      long before = rowsRead();
      given().get(request).then().statusCode(200);
      long read = rowsRead() - before;
      if (read > MOST_ROWS) {
        greedy.add(request + " read " + read + " rows");
      }
    }
    assertThat(greedy).isEmpty();
  }

  /**
   * Each connection keeps its counters to itself for a while, unless it is told to hand them in; so
   * as many are taken at a time as the program has opened for its requests.
   */
  private long rowsRead() throws SQLException {
    List<Connection> connections = new ArrayList<>();
    try {
      for (int i = 0; i < CONNECTIONS; i++) {
        Connection connection = dataSource.getConnection();
        connections.add(connection);
        run(connection, "select pg_stat_force_next_flush()");
      }
    } finally {
      for (Connection connection : connections) {
        connection.close();
      }
    }
    return sum();
  }

  private long sum() throws SQLException {
    String sql = "select sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) from pg_stat_user_tables";
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      run(connection, sql);
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
