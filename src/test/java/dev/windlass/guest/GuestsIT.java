package dev.windlass.guest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.testkit.Await;
import dev.windlass.testkit.TestServers;
import dev.windlass.testkit.WindlassProcess;
import dev.windlass.wire.RecordType;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the packaged program does with guests that mean no good, at all its doors. */
@Timeout(120)
class GuestsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LONGEST_HEAD = Duration.ofSeconds(3);

  /** Ten seconds of grace, and the time to notice. */
  private static final Duration LONGEST_BODY = Duration.ofSeconds(24);

  private static final String PREFIX = "guests-" + UUID.randomUUID();

  @TempDir static Path data;
  private static WindlassProcess program;
  private static int port;

  @BeforeAll
  static void start() throws Exception {
    Map<String, String> environment = new HashMap<>();
    TestServers.get()
        .withFreshDatabase()
        .asConfiguration()
        .forEach((name, value) -> environment.put(variable(name), value));
    environment.put("WINDLASS_TOPICS_PREFIX", PREFIX);
    environment.put("WINDLASS_TOPICS_PARTITIONS", "4");
    environment.put("WINDLASS_DATA", data.toString());
    environment.put("WINDLASS_API_HEAD_TIMEOUT", LONGEST_HEAD.toString());
    program = WindlassProcess.start(environment, "up", "--port", "0");
    port = program.awaitListening().getPort();
    Await.until("it is ready", PATIENCE, () -> get("/q/health/ready").statusCode() == 200);
    put("/v1/definitions/default/guest", "{\"handler\":\"simulate\",\"cases\":[{\"id\":\"a\"}]}");
  }

  @AfterAll
  static void end() throws Exception {
    program.terminate();
    program.awaitExit();
  }

  /** Where each door reads a body. */
  static Stream<String> doors() {
    return Stream.of(
        "/v1/batch-jobs",
        "/voice-agent-tester/v1/worker",
        "/systemtools/v1/batch-processes/guest/start",
        "/services/rs/XRuntime/stopJob",
        "/topicmaps/guests/jobs",
        "/rest/ng/scheduled-jobs");
  }

  /** All at once, because each of them takes its time. */
  @Test
  void whoIsSlowIsHungUpOnAndOthersAreServedMeanwhile() throws Exception {
    List<Callable<Void>> slow = new ArrayList<>();
    slow.add(() -> slowHead("GET /v1/definitions HTTP/1.1\r\nHost: localhost\r\nX-Slow: "));
    slow.add(() -> slowHead("GET /v1/defi"));
    slow.add(() -> slowHead(""));
    slow.add(() -> slowHead(request("GET", "/v1/definitions", "") + "GET / HTTP/1.1\r\nX: "));
    slow.add(GuestsIT::silent);
    slow.add(() -> slowUnreadBody("POST", "/v1/nothing"));
    slow.add(() -> slowUnreadBody("PUT", "/v1/definitions"));
    doors().forEach(door -> slow.add(() -> slowBody(door, "Content-Length: 100000\r\n", "{  ")));
    slow.add(() -> slowBody("/v1/batch-jobs", "Transfer-Encoding: chunked\r\n", "1\r\n \r\n"));
    slow.add(() -> slowBody("/v1/inputs", "Transfer-Encoding: chunked\r\n", "1\r\na\r\n"));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Void>> all = slow.stream().map(threads::submit).toList();
      while (all.stream().anyMatch(guest -> !guest.isDone())) {
        long began = System.nanoTime();
        assertThat(get("/v1/definitions").statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
      }
      for (Future<Void> guest : all) {
        guest.get();
      }
    }
  }

  @Test
  void whatIsTooLongIsRefusedBeforeItIsLookedAt() throws Exception {
    assertThat(answer(request("GET", "/v1/definitions?q=" + "x".repeat(20_000), "")))
        .isEqualTo(414);
    String large = "X-Large: " + "x".repeat(100_000) + "\r\n";
    assertThat(answer(request("GET", "/v1/definitions", large))).isEqualTo(431);
    String many =
        "X-Many: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\r\n".repeat(1500);
    assertThat(answer(request("GET", "/v1/definitions", many))).isEqualTo(431);
  }

  /** Of whatever is served, not of the doors only. */
  @Test
  void aNameThatIsNotThisMachinesIsNotAnswered() throws Exception {
    for (String path : List.of("/", "/q/metrics", "/v1/batch-jobs", "/topicmaps/guests/jobs")) {
      String rebound = "GET " + path + " HTTP/1.1\r\nHost: evil.example:" + port + "\r\n\r\n";
      assertThat(answer(rebound)).as(path).isEqualTo(403);
      String known = "GET " + path + " HTTP/1.1\r\nHost: [::1]:" + port + "\r\n\r\n";
      assertThat(answer(known)).as(path).isNotEqualTo(403);
    }
  }

  @ParameterizedTest
  @MethodSource("doors")
  void aPageOfAnotherSiteChangesNothing(String door) throws Exception {
    String simple = "Content-Type: text/plain\r\nContent-Length: 2\r\n";
    assertThat(answer(request("POST", door, simple + "Sec-Fetch-Site: cross-site\r\n") + "{}"))
        .isEqualTo(403);
    assertThat(answer(request("POST", door, simple + "Origin: http://evil.example\r\n") + "{}"))
        .isEqualTo(403);
    assertThat(answer(request("POST", door, simple + "Sec-Fetch-Site: same-origin\r\n") + "{}"))
        .isNotEqualTo(403);
  }

  @ParameterizedTest
  @MethodSource("doors")
  void aBodyThatNeverEndsIsRefusedWhenItIsTooLong(String door) throws Exception {
    try (Guest guest = Guest.at(port)) {
      guest.says(
          request(
              "POST", door, "Transfer-Encoding: chunked\r\nContent-Type: application/json\r\n"));
      String chunk = "2000\r\n" + " ".repeat(0x2000) + "\r\n";
      boolean heard = true;
      for (int i = 0; heard && i < 400; i++) {
        heard = guest.says(chunk);
      }
      assertThat(guest.status()).isEqualTo(413);
    }
  }

  @ParameterizedTest
  @MethodSource("doors")
  void whatIsMadeToHurtAParserIsAWrongRequest(String door) throws Exception {
    for (String body :
        List.of(
            "[".repeat(100_000),
            "{\"a\":".repeat(50_000),
            "{\"a\":" + "1".repeat(200_000) + "}",
            "{\"a\":1e999999999}",
            "{\"a\":1,\"a\":2}",
            "{\"\\u0000\":\"\\ud800\"}",
            "\u0000\u0001\u0002",
            "<!DOCTYPE a [<!ENTITY b \"b\">]><Job><Parameters>&b;</Parameters></Job>")) {
      HttpResponse<String> answer = post(door, "application/json", body.getBytes());
      assertThat(answer.statusCode())
          .as("%s of %s: %s", door, body.substring(0, Math.min(30, body.length())), answer.body())
          .isBetween(400, 499);
      assertThat(answer.body())
          .doesNotContain("\tat ")
          .doesNotContain("java.")
          .doesNotContain("com.");
    }
  }

  /** A bomb stays packed, and what is packed is no body. */
  @ParameterizedTest
  @MethodSource("doors")
  void nothingIsUnpacked(String door) throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      for (int i = 0; i < 64; i++) {
        gzip.write(new byte[1 << 20]);
      }
    }
    HttpRequest request =
        HttpRequest.newBuilder(uri(door))
            .header("Content-Type", "application/json")
            .header("Content-Encoding", "gzip")
            .POST(BodyPublishers.ofByteArray(packed.toByteArray()))
            .build();
    assertThat(send(request).statusCode()).isBetween(400, 499);
  }

  @ParameterizedTest
  @MethodSource("doors")
  void aFormIsNoBodyAndNoFileIsTaken(String door) throws Exception {
    String form =
        "--x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"../../f\"\r\n\r\n1\r\n--x--\r\n";
    assertThat(post(door, "multipart/form-data; boundary=x", form.getBytes()).statusCode())
        .isBetween(400, 499);
  }

  @Test
  void whatABrowserGetsItTakesForNothingElse() throws Exception {
    assertThat(get("/v1/definitions").headers().allValues("X-Content-Type-Options"))
        .containsExactly("nosniff");
    assertThat(get("/").headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
  }

  /** A record that nobody can read is told in the log, with what it says of itself. */
  @Test
  void aRecordWritesNoLineOfItsOwnIntoTheLog() throws Exception {
    String forged = "x\n2026-11-28 12:00:00.000 INFO  [forged] all is well\u001b[2J\u009b31m";
    Map<String, Object> kafka =
        Map.of("bootstrap.servers", TestServers.get().bootstrapServers(), "acks", "all");
    try (var producer =
        new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
      var record =
          new ProducerRecord<>(PREFIX + ".directives", 0, "key".getBytes(), "{}".getBytes());
      record.headers().add(RecordType.HEADER, forged.getBytes(StandardCharsets.UTF_8));
      producer.send(record).get();
    }
    Await.until("it is put aside", PATIENCE, () -> program.output().contains("[forged]"));
    assertThat(program.output().lines()).noneMatch(line -> line.startsWith("2026-11-28 12:00"));
    assertThat(program.output()).doesNotContain("\u001b").doesNotContain("\u009b");
  }

  private static Void slowHead(String begin) throws Exception {
    try (Guest guest = Guest.at(port)) {
      guest.says(begin);
      Duration took = guest.drips("x", LONGEST_HEAD.multipliedBy(5));
      assertThat(guest.wasHungUpOn()).as("hung up on '%s' after %s", begin, took).isTrue();
    }
    return null;
  }

  private static Void silent() throws Exception {
    try (Guest guest = Guest.at(port)) {
      guest.waits(LONGEST_HEAD.multipliedBy(5));
      assertThat(guest.wasHungUpOn()).as("hung up on one that says nothing").isTrue();
    }
    return null;
  }

  /** Refused, but it goes on sending. */
  private static Void slowUnreadBody(String method, String path) throws Exception {
    try (Guest guest = Guest.at(port)) {
      guest.says(request(method, path, "Content-Length: 100000\r\nContent-Type: text/plain\r\n"));
      guest.drips("x", LONGEST_BODY);
      assertThat(guest.status()).as(path).isBetween(400, 499);
      assertThat(guest.wasHungUpOn()).as("hung up after %s was refused", path).isTrue();
    }
    return null;
  }

  private static Void slowBody(String door, String length, String drip) throws Exception {
    String type = door.endsWith("inputs") ? "text/csv" : "application/json";
    try (Guest guest = Guest.at(port)) {
      guest.says(request("POST", door, length + "Content-Type: " + type + "\r\n"));
      Duration took = guest.drips(drip, LONGEST_BODY);
      assertThat(guest.status())
          .as("%s after %s: %s", door, took, guest.heard())
          .isBetween(400, 499);
      assertThat(guest.wasHungUpOn()).as("%s hung up after %s", door, took).isTrue();
    }
    return null;
  }

  private static int answer(String request) throws Exception {
    try (Guest guest = Guest.at(port)) {
      guest.says(request);
      return guest.status();
    }
  }

  private static String request(String method, String path, String headers) {
    return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(20)).build());
  }

  private static HttpResponse<String> post(String path, String type, byte[] body) throws Exception {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofByteArray(body))
            .build());
  }

  private static void put(String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body))
            .build();
    assertThat(send(request).statusCode()).isEqualTo(201);
  }

  private static HttpResponse<String> send(HttpRequest request) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString());
    }
  }

  private static URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static String variable(String name) {
    return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}
