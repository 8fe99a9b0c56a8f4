package dev.windlass.worker.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.job.JobId;
import dev.windlass.result.Reference;
import dev.windlass.result.ResultConfig;
import dev.windlass.result.ResultFile;
import dev.windlass.result.ResultName;
import dev.windlass.result.ResultStore;
import dev.windlass.result.ResultStores;
import dev.windlass.testkit.Await;
import dev.windlass.testkit.Settings;
import dev.windlass.testkit.TestServers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlExportHandlerIT {
  private static final JobId JOB = JobId.of(Instant.parse("2026-01-31T12:00:00Z"), 7, 99);
  private static final String READER = "reader_" + UUID.randomUUID().toString().replace("-", "");
  private static TestServers servers;
  private static Connection connection;

  @TempDir Path directory;

  @BeforeAll
  static void createTable() throws SQLException {
    servers = TestServers.get().withFreshDatabase();
    connection = servers.connect();
    execute("create table city (id int, name text, since timestamptz)");
    execute(
        "insert into city values (1, 'Aachen', '2026-01-01Z'), (2, 'said \"Oh, no\"', null),"
            + " (3, 'Köln', null)");
    execute("create role " + READER + " login password 'only-for-this-test'");
    execute("grant select on city to " + READER);
  }

  @AfterAll
  static void close() throws SQLException {
    execute("drop owned by " + READER);
    execute("drop role " + READER);
    connection.close();
  }

  @Test
  void theSourceIsTheDefinitionsToSay() {
    assertThat(new SqlExportHandler(Map.of(), 1, null).fixed(false)).containsExactly("source");
  }

  @Test
  void theRowsOfTheQueryAreTheFile() throws Exception {
    Outcome outcome = run(Map.of("query", "select id, name as \"the name\" from city order by id"));
    assertThat(outcome.failed()).as(outcome.error()).isFalse();
    assertThat(file(outcome))
        .isEqualTo("id,the name\r\n1,Aachen\r\n2,\"said \"\"Oh, no\"\"\"\r\n3,Köln\r\n");
    assertThat(outcome.output()).contains("\"rows\":3").contains("\"bytes\":");
  }

  @Test
  void valuesStandForTheQuestionMarksAndNeverBecomeSql() throws Exception {
    Map<String, Object> parameters =
        Map.of(
            "query",
            "select name from city where id = ? or name = ? order by id",
            "values",
            List.of("3", "x'; drop table city; --"));
    assertThat(file(run(parameters))).isEqualTo("name\r\nKöln\r\n");
    Map<String, Object> numbers =
        Map.of("query", "select name from city where id = ?", "values", List.of(1));
    assertThat(file(run(numbers))).isEqualTo("name\r\nAachen\r\n");
  }

  /** Even somebody who could writes nothing, whatever the query tries. */
  @Test
  void nothingIsWritten() throws Exception {
    execute("grant all on city to " + READER);
    for (String query :
        List.of(
            "with gone as (delete from city returning id) select * from gone",
            "select set_config('transaction_read_only', 'off', true), * from city",
            "select * into copied from city",
            "select * from city for update")) {
      Outcome outcome = run(Map.of("query", query));
      assertThat(outcome.error()).as(query).contains("SQL state 25");
      assertThat(outcome.lasting()).as(query).isTrue();
    }
    for (String query :
        List.of(
            "delete from city returning id",
            "set transaction read write",
            "set session characteristics as transaction read write",
            "copy city to program 'id'",
            "commit; delete from city returning id",
            "select 1; commit; delete from city; select 1",
            "do $$ begin delete from city; end $$")) {
      assertThatThrownBy(() -> run(Map.of("query", query)))
          .as(query)
          .isInstanceOf(UnusableParameters.class);
    }
    assertThat(count("city")).isEqualTo(3);
  }

  @Test
  void aSuperuserExportsNothing() {
    SqlConfig.Source mighty =
        source(Map.of("username", servers.username(), "password", servers.password()));
    SqlExportHandler handler = new SqlExportHandler(Map.of("main", mighty), 1 << 20, store());
    assertThatThrownBy(() -> handler.run(operation(Map.of("source", "main", "query", "select 1"))))
        .isInstanceOf(UnusableParameters.class)
        .hasMessage(
            "the data source 'main' logs in as a superuser: windlass.sql.sources must give it"
                + " somebody who may only read");
  }

  @Test
  void aQueryThatTakesTooLongIsCutOffByTheServer() throws Exception {
    Operation brief =
        new Operation(
            JOB,
            4,
            1,
            0,
            "export",
            1,
            new Parameters(
                Map.of(
                    "source", "main",
                    "query", "select pg_sleep(600), current_setting('statement_timeout')")),
            Duration.ofSeconds(1));
    Outcome outcome =
        new SqlExportHandler(Map.of("main", source(Map.of())), 1 << 20, store()).run(brief);
    assertThat(outcome.error()).contains("SQL state 57014");
    assertThat(file(run(Map.of("query", "select current_setting('statement_timeout') as t"))))
        .as("the server knows it too")
        .isEqualTo("t\r\n1min\r\n");
  }

  @Test
  void whatASpreadsheetWouldRunGetsAQuoteUnlessTheDefinitionSaysOtherwise() throws Exception {
    String query = "select '=1+1' as \"@a\", '-12.5' as b";
    assertThat(file(run(Map.of("query", query)))).isEqualTo("'@a,b\r\n'=1+1,-12.5\r\n");
    assertThat(file(run(Map.of("query", query, "formulas", "keep"))))
        .isEqualTo("@a,b\r\n=1+1,-12.5\r\n");
    assertThatThrownBy(() -> run(Map.of("query", query, "formulas", "maybe")))
        .hasMessage("the parameter 'formulas' is 'maybe', but must be escape or keep");
  }

  @Test
  void whatIsWrongForGoodIsNotTriedAgainAndWhatIsNotIs() throws Exception {
    Outcome syntax = run(Map.of("query", "select from from"));
    assertThat(syntax.lasting()).isTrue();
    assertThat(syntax.error()).contains("syntax error").contains("SQL state 42601");
    SqlConfig.Source away =
        source(Map.of("jdbc-url", "jdbc:postgresql://127.0.0.1:1/none", "connect-within", "PT1S"));
    Outcome outage =
        new SqlExportHandler(Map.of("main", away), 1 << 20, store())
            .run(operation(Map.of("source", "main", "query", "select 1")));
    assertThat(outage.failed()).isTrue();
    assertThat(outage.lasting()).isFalse();
  }

  @Test
  void whatCanNeverRunIsSaidSo() {
    assertThatThrownBy(() -> run(Map.of("source", "other", "query", "select 1")))
        .isInstanceOf(UnusableParameters.class)
        .hasMessage("there is no data source 'other': windlass.sql.sources names [main]");
    assertThatThrownBy(() -> run(Map.of("query", "select '{row.name}'")))
        .isInstanceOf(UnusableParameters.class)
        .hasMessageContaining("nothing is substituted in the parameter 'query'");
    assertThatThrownBy(() -> run(Map.of("query", "select ?", "values", List.of())))
        .isInstanceOf(UnusableParameters.class)
        .hasMessage("the query has 1 times ?, and 'values' has 0");
    assertThatThrownBy(() -> run(Map.of("query", "set local work_mem = '1MB'")))
        .isInstanceOf(UnusableParameters.class)
        .hasMessageContaining("must be a select");
    assertThatThrownBy(() -> run(Map.of("query", "select 1", "values", "1")))
        .isInstanceOf(UnusableParameters.class);
  }

  @Test
  void aFileThatWouldBeTooLongIsNoFile() throws Exception {
    SqlExportHandler small =
        new SqlExportHandler(Map.of("main", source(Map.of())), 100_000, store());
    Outcome outcome =
        small.run(
            operation(
                Map.of("source", "main", "query", "select generate_series(1, 1000000) as n")));
    assertThat(outcome.error()).contains("would have more than 100000 bytes");
    assertThat(outcome.lasting()).isTrue();
    assertThat(owners()).isEmpty();
  }

  @Test
  void aMillionRowsAreStreamed() throws Exception {
    Outcome outcome =
        run(Map.of("query", "select n, 'row ' || n from generate_series(1, 1000000) n"));
    ResultFile file = stored(outcome);
    assertThat(outcome.output()).contains("\"rows\":1000000");
    assertThat(file.size()).isGreaterThan(15_000_000);
  }

  @Test
  void anInterruptEndsTheQueryAndLeavesNoFile() throws Exception {
    BlockingQueue<Object> ends = new ArrayBlockingQueue<>(1);
    Thread operation =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    ends.add(run(Map.of("query", "select pg_sleep(3600), 'asleep'")));
                  } catch (Exception e) {
                    ends.add(e);
                  }
                });
    Await.until("the query runs", () -> running() == 1);
    operation.interrupt();
    assertThat(ends.poll(20, TimeUnit.SECONDS)).as("it ended").isNotNull();
    assertThat(owners()).isEmpty();
  }

  private Outcome run(Map<String, Object> parameters) throws IOException {
    Map<String, Object> all = new HashMap<>(Map.of("source", "main"));
    all.putAll(parameters);
    return new SqlExportHandler(Map.of("main", source(Map.of())), 1L << 30, store())
        .run(operation(all));
  }

  private static Operation operation(Map<String, Object> parameters) {
    return new Operation(
        JOB, 4, 1, 0, "export", 1, new Parameters(parameters), Duration.ofMinutes(1));
  }

  private static SqlConfig.Source source(Map<String, String> changes) {
    Map<String, String> all = new HashMap<>();
    all.put("windlass.sql.sources.main.jdbc-url", servers.jdbcUrl());
    all.put("windlass.sql.sources.main.username", READER);
    all.put("windlass.sql.sources.main.password", "only-for-this-test");
    changes.forEach((name, value) -> all.put("windlass.sql.sources.main." + name, value));
    return Settings.of(SqlConfig.class, all).sources().get("main");
  }

  private ResultStore store() {
    return ResultStores.of(
        Settings.of(
            ResultConfig.class, Map.of("windlass.results.directory", directory.toString())));
  }

  private ResultFile stored(Outcome outcome) throws IOException {
    ResultName name = Reference.in(outcome.output(), JOB.toString()).orElseThrow();
    return store().find(name).orElseThrow();
  }

  private String file(Outcome outcome) throws IOException {
    ResultFile file = stored(outcome);
    try (InputStream in = store().read(file, 0, file.size())) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private List<String> owners() throws IOException {
    List<String> owners = new ArrayList<>();
    store().owners(owners::add);
    return owners;
  }

  private static long running() throws SQLException {
    return one(
        "select count(*) from pg_stat_activity where application_name = 'windlass sql-export'"
            + " and state = 'active' and query like '%asleep%' and pid <> pg_backend_pid()");
  }

  private static long count(String table) throws SQLException {
    return one("select count(*) from " + table);
  }

  private static long one(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
