package dev.windlass.bench;

import dev.windlass.role.FoundServers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Processes of one role each, over the broker and the database of a place. */
final class Fleet implements AutoCloseable {
  /** As many as the embedded broker's topics have. */
  static final int PARTITIONS = 4;

  private final Place place;
  private final Scratch scratch;
  private final List<ProgramProcess> members = new ArrayList<>();

  Fleet(Place place) throws IOException {
    this.place = place;
    this.scratch = Scratch.create("fleet");
  }

  /** Returns when it is ready. */
  ProgramProcess start(String role, Map<String, String> settings) throws IOException {
    Map<String, String> environment = servers();
    environment.put("WINDLASS_ROLES", role);
    environment.put("WINDLASS_DATA", scratch.path().toString());
    environment.putAll(settings);
    ProgramProcess member = ProgramProcess.start(environment);
    members.add(member);
    member.awaitReady();
    return member;
  }

  @Override
  public void close() throws Exception {
    for (ProgramProcess member : members) {
      member.close();
    }
    scratch.close();
  }

  private Map<String, String> servers() {
    FoundServers.Postgres postgres = place.postgres();
    Map<String, String> environment = new HashMap<>();
    environment.put("KAFKA_BOOTSTRAP_SERVERS", place.kafka().get("bootstrap.servers").toString());
    environment.put("WINDLASS_TOPICS_PARTITIONS", Integer.toString(PARTITIONS));
    environment.put("QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl());
    environment.put("QUARKUS_DATASOURCE_USERNAME", postgres.username());
    environment.put("QUARKUS_DATASOURCE_PASSWORD", postgres.password());
    return environment;
  }
}
