package dev.windlass.bench;

import dev.windlass.role.FoundServers;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The program as {@code ./windlass up} starts it: all roles, broker and database, over a directory
 * of its own that goes with it.
 */
final class Place implements AutoCloseable {
  private final ProgramProcess program;
  private final Scratch data;

  private Place(ProgramProcess program, Scratch data) {
    this.program = program;
    this.data = data;
  }

  static Place start(Map<String, String> settings) throws IOException {
    Scratch data = Scratch.create("place");
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("WINDLASS_DATA", data.path().toString());
    Place place = new Place(ProgramProcess.start(environment), data);
    place.program.awaitReady();
    return place;
  }

  String url(String path) {
    return program.url(path);
  }

  Api api() {
    return program.api();
  }

  ProcessHandle process() {
    return program.handle();
  }

  Path data() {
    return data.path();
  }

  Map<String, Object> kafka() {
    try (FoundServers servers = FoundServers.find(Optional.of(data()))) {
      return servers.kafka();
    }
  }

  FoundServers.Postgres postgres() {
    try (FoundServers servers = FoundServers.find(Optional.of(data()))) {
      return servers.postgres();
    }
  }

  Connection database() throws SQLException {
    FoundServers.Postgres postgres = postgres();
    return DriverManager.getConnection(
        postgres.jdbcUrl(), postgres.username(), postgres.password());
  }

  @Override
  public void close() throws Exception {
    program.close();
    data.close();
  }
}
