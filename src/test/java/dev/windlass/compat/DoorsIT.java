package dev.windlass.compat;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.compat.guidewire.GuidewireDoor;
import dev.windlass.compat.openspecimen.OpenSpecimenDoor;
import dev.windlass.compat.voiceagent.VoiceAgentDoor;
import dev.windlass.compat.web3.Web3Door;
import dev.windlass.compat.xserver.XServerDoor;
import dev.windlass.job.JobStatus;
import dev.windlass.testkit.Await;
import dev.windlass.testkit.TestServers;
import dev.windlass.testkit.WindlassProcess;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules that all five doors keep, against the packaged program. */
@Timeout(180)
class DoorsIT {
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String JOBS = "/v1/batch-jobs";

  @TempDir static Path data;
  private static Map<String, String> environment;
  private static WindlassProcess program;
  private static int port;

  @BeforeAll
  static void start() throws Exception {
    environment = new HashMap<>();
    TestServers.get()
        .withFreshDatabase()
        .asConfiguration()
        .forEach((name, value) -> environment.put(variable(name), value));
    environment.put("WINDLASS_TOPICS_PREFIX", "doors-" + UUID.randomUUID());
    environment.put("WINDLASS_TOPICS_PARTITIONS", "4");
    environment.put("WINDLASS_DATA", data.toString());
    startProgram();
  }

  @AfterAll
  static void end() throws Exception {
    program.terminate();
    program.awaitExit();
  }

  static Stream<Supplier<Door>> doors() {
    return Stream.of(
        VoiceAgentDoor::new,
        GuidewireDoor::new,
        XServerDoor::new,
        Web3Door::new,
        OpenSpecimenDoor::new);
  }

  @ParameterizedTest
  @MethodSource("doors")
  void aRunIsSeenWhileItRunsAndWhenItHasEnded(Supplier<Door> kind) {
    Door door = open(kind);
    String run = door.run(10, SHORT);
    Response running = await(door, run, JobStatus.RUNNING);
    assertThat(door.done(running)).isLessThan(10);
    Response completed = await(door, run, JobStatus.COMPLETED);
    if (door.done(completed) >= 0) {
      assertThat(door.done(completed)).isEqualTo(10);
    }
  }

  @ParameterizedTest
  @MethodSource("doors")
  void aStopEndsARunBeforeItsTime(Supplier<Door> kind) {
    Door door = open(kind);
    String run = door.run(1, LONG);
    await(door, run, JobStatus.RUNNING);
    Response stopped = door.stop(run);
    if (stopped == null) {
      direct(newestJob(), "stop");
    } else {
      assertThat(stopped.statusCode()).as(stopped.asString()).isBetween(200, 299);
    }
    String job = newestJob();
    Await.value("it is stopped", PATIENCE, () -> status(job), "stopped"::equals);
    Response answer = door.get(run);
    if (!(door instanceof XServerDoor)) {
      assertThat(door.status(answer)).isEqualTo(door.shown(JobStatus.STOPPED));
    } else {
      assertThat(door.status(answer)).as("it has computed nothing").isEqualTo("FAILED");
    }
  }

  @ParameterizedTest
  @MethodSource("doors")
  void whatIsNotThereIsSaidInTheDoorsOwnWay(Supplier<Door> kind) {
    Door door = open(kind);
    Response unknown = door.unknown();
    assertThat(unknown.statusCode()).as(unknown.asString()).isEqualTo(door.unknownCode());
  }

  @ParameterizedTest
  @MethodSource("doors")
  void whatAnEndedRunDoesNotAllowChangesNothing(Supplier<Door> kind) {
    Door door = open(kind);
    String run = door.run(1, Duration.ZERO);
    await(door, run, JobStatus.COMPLETED);
    Response illegal = door.illegal(run);
    assertThat(illegal.statusCode()).as(illegal.asString()).isEqualTo(door.illegalCode());
    assertThat(door.status(door.get(run))).isEqualTo(door.shown(JobStatus.COMPLETED));
    assertThat(status(newestJob())).isEqualTo("completed");
  }

  @ParameterizedTest
  @MethodSource("doors")
  void aRunIsSeenThroughAllOtherDoorsToo(Supplier<Door> kind) {
    Door door = open(kind);
    String run = door.run(1, LONG);
    await(door, run, JobStatus.RUNNING);
    String job = newestJob();
    String definition = nativeJob(job).path("definition");
    for (Supplier<Door> other : doors().toList()) {
      Door through = open(other);
      if (!through.name().equals(door.name())) {
        String seen = through.ofBatchJob(definition, job);
        assertThat(through.status(through.get(seen)))
            .as("a run of %s through %s", door.name(), through.name())
            .isEqualTo(through.shown(JobStatus.RUNNING));
      }
    }
    direct(job, "stop");
  }

  /** Each status that a client can bring about is shown by every door as its table says. */
  @Test
  void everyDoorShowsEachStatusOfANativeBatchJob() {
    String definition = "default/all-" + UUID.randomUUID();
    put(definition, "\"runs\": \"one\", \"parameters\": {\"duration\": \"PT10M\"}");
    String job = create(definition, true);
    Await.value("it runs", PATIENCE, () -> status(job), "running"::equals);
    List<Door> doors = doors().map(DoorsIT::open).toList();
    Map<Door, String> seen = new HashMap<>();
    doors.forEach(door -> seen.put(door, door.ofBatchJob(definition, job)));
    shownByAll(seen, JobStatus.RUNNING);
    direct(job, "pause");
    shownByAll(seen, JobStatus.PAUSING);
    direct(job, "stop");
    Await.value("it is stopped", PATIENCE, () -> status(job), "stopped"::equals);
    seen.forEach(
        (door, run) -> {
          if (!(door instanceof XServerDoor)) {
            assertThat(door.status(door.get(run)))
                .as(door.name())
                .isEqualTo(door.shown(JobStatus.STOPPED));
          }
        });
  }

  /** The one that keeps its state for the longest is killed while runs of all doors go on. */
  @Test
  void aRestartInBetweenLosesNoRunOfAnyDoor() throws Exception {
    Map<Door, String> runs = new HashMap<>();
    for (Supplier<Door> kind : doors().toList()) {
      Door door = open(kind);
      runs.put(door, door.run(20, Duration.ofMillis(300)));
    }
    runs.forEach((door, run) -> await(door, run, JobStatus.RUNNING));
    program.kill();
    program.awaitExit();
    startProgram();
    runs.forEach(
        (door, run) -> {
          door.at(port);
          Response completed = await(door, run, JobStatus.COMPLETED);
          if (door.done(completed) >= 0) {
            assertThat(door.done(completed)).as(door.name()).isEqualTo(20);
          }
        });
  }

  private static void startProgram() throws Exception {
    program = WindlassProcess.start(environment, "up", "--port", "0");
    port = program.awaitListening().getPort();
    Await.until(
        "it is ready",
        PATIENCE,
        () -> given().port(port).get("/q/health/ready").statusCode() == 200);
  }

  private static Door open(Supplier<Door> kind) {
    Door door = kind.get();
    door.at(port);
    return door;
  }

  private static Response await(Door door, String run, JobStatus status) {
    return Await.value(
        door.name() + " shows " + status.label(),
        PATIENCE,
        () -> door.get(run),
        answer -> door.shown(status).equals(door.status(answer)));
  }

  private static void shownByAll(Map<Door, String> seen, JobStatus status) {
    seen.forEach((door, run) -> await(door, run, status));
  }

  private static String newestJob() {
    return given().port(port).get(JOBS + "?limit=1").then().extract().path("items[0].id");
  }

  private static Response nativeJob(String job) {
    return given().port(port).get(JOBS + "/" + job);
  }

  private static String status(String job) {
    return nativeJob(job).path("status");
  }

  private static void put(String definition, String members) {
    given()
        .port(port)
        .contentType("application/json")
        .body("{\"handler\": \"simulate\", \"cases\": [{\"id\": \"case\"}], " + members + "}")
        .put("/v1/definitions/" + definition)
        .then()
        .statusCode(201);
  }

  private static String create(String definition, boolean start) {
    return given()
        .port(port)
        .contentType("application/json")
        .body(Map.of("definition", definition, "subJobs", 1, "start", start))
        .post(JOBS)
        .then()
        .statusCode(202)
        .extract()
        .path("id");
  }

  private static void direct(String job, String directive) {
    given()
        .port(port)
        .contentType("application/json")
        .body(Map.of("directive", directive))
        .post(JOBS + "/" + job + "/directives")
        .then()
        .statusCode(202);
  }

  private static String variable(String name) {
    return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}
