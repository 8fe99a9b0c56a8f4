package dev.windlass.access;

import static dev.windlass.access.SecuredProgram.key;
import static dev.windlass.access.SecuredProgram.keyOf;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.windlass.testkit.Await;
import dev.windlass.testkit.Written;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who may do what, asked of the packaged program: every route, every role, two tenants. */
@Timeout(180)
class AccessIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path DOCUMENT = Path.of("docs", "security.md");
  private static final String JOB = "application/json";
  private static final int SHARE_OF_READS = 10;
  private static final String DELETE = "{\"directive\":\"delete\"}";

  @TempDir static Path directory;
  private static TestProvider provider;
  private static SecuredProgram program;
  private static Tenant ours;

  @BeforeAll
  static void start() throws Exception {
    provider = TestProvider.start();
    program = SecuredProgram.start(directory, provider);
    ours = Tenant.in(program, "ours");
  }

  @AfterAll
  static void stop() throws Exception {
    program.close();
    provider.close();
  }

  @Test
  void everyRouteIsOpenToThoseWhoMayUseItAndToNobodyElse() {
    StringBuilder table = new StringBuilder("| | address | who |\n|---|---|---|\n");
    for (Route route : Route.all()) {
      table.append("| %s | `%s` | %s |\n".formatted(route.verb(), route.path(), who(route)));
    }
    Written.checkSection(DOCUMENT, "routes", table.toString());
  }

  /** Whatever verb is tried: those who are not known learn nothing and change nothing. */
  @Test
  void aStrangerGetsNowhereWithAnyVerb() {
    List<String> let = new ArrayList<>();
    for (String path : Route.all().stream().map(Route::path).distinct().toList()) {
      String address = path.replaceAll("\\{[^}]*}", "x");
      for (String verb : List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")) {
        if (!isRefused(program.status(verb, address, SecuredProgram.WRONG, JOB)) && !isOpen(path)) {
          let.add(verb + " " + path);
        }
      }
    }
    assertThat(let).isEmpty();
  }

  @Test
  void aKeyThatIsNotKnownOrHasExpiredIsRefusedInTheFormOfEachDoor() {
    assertThat(json("GET", "/v1/batch-jobs", SecuredProgram.EXPIRED, 401).path("code").asText())
        .isEqualTo("unauthenticated");
    assertThat(json("GET", "/v1/batch-jobs", SecuredProgram.NOBODY, 401).path("detail").asText())
        .contains("Authorization: Bearer <key>");
    assertThat(
            json("GET", "/systemtools/v1/batch-processes", SecuredProgram.WRONG, 401).has("status"))
        .isTrue();
    assertThat(
            json("GET", "/scheduled-jobs", SecuredProgram.WRONG, 401).get(0).path("code").asText())
        .isEqualTo("UNAUTHORIZED");
    assertThat(ask("GET", "/topicmaps/ours/jobs?format=json", SecuredProgram.WRONG, null).body())
        .contains("unauthenticated");
    assertThat(ask("POST", "/services/rs/XLocate/watchJob", SecuredProgram.WRONG, "{}").body())
        .contains("InvalidRequestFault");
    HttpResponse<String> text =
        ask("GET", "/voice-agent-tester/v1/worker", SecuredProgram.WRONG, null);
    assertThat(text.statusCode()).isEqualTo(401);
    assertThat(text.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
  }

  @Test
  void theDoorsTakeAKeyAsTheirProductsClientsSendIt() {
    String basic =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(("xtok:" + key(UserRole.VIEWER)).getBytes(StandardCharsets.UTF_8));
    assertThat(
            program
                .send(
                    program
                        .to("/systemtools/v1/batch-processes")
                        .header("Authorization", basic)
                        .build())
                .statusCode())
        .isEqualTo(200);
    HttpResponse<String> session = logIn(key(UserRole.VIEWER));
    assertThat(session.statusCode()).isEqualTo(200);
    String token = read(session).path("token").asText();
    assertThat(token).isNotEqualTo(key(UserRole.VIEWER));
    assertThat(openSpecimen("GET", token)).isEqualTo(200);
    program.send(program.to("/sessions").header("X-OS-API-TOKEN", token).DELETE().build());
    Await.value(
        "the session is over",
        Duration.ofSeconds(20),
        () -> openSpecimen("GET", token),
        status -> status == 401);
  }

  @Test
  void aBrowsersSessionIsACookieThatScriptsAndOtherSitesDoNotHave() {
    HttpResponse<String> begun = ask("POST", "/v1/session", key(UserRole.OPERATOR), null);
    assertThat(begun.statusCode()).isEqualTo(204);
    String cookie = begun.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict").contains("Path=/");
    String pair = cookie.substring(0, cookie.indexOf(';'));
    JsonNode known = read(program.send(program.to("/v1/session").header("Cookie", pair).build()));
    assertThat(known.path("name").asText()).isEqualTo("operator");
    assertThat(known.path("role").asText()).isEqualTo("operator");
    assertThat(known.path("namespaces").get(0).asText()).isEqualTo("*");
  }

  @Test
  void aKeyIsMadeRotatedAndTakenBackWithoutAMomentWithoutOne() {
    JsonNode made =
        read(
            ask(
                "POST",
                "/v1/api-keys",
                keyOf("ours"),
                "{\"name\":\"nightly\",\"role\":\"viewer\",\"namespaces\":[\"ours\"]}"));
    String old = made.path("key").asText();
    assertThat(ask("GET", "/v1/batch-jobs", old, null).statusCode()).isEqualTo(200);
    JsonNode next =
        read(
            ask(
                "POST",
                "/v1/api-keys/" + made.path("id").asText() + "/rotate",
                keyOf("ours"),
                "{\"overlap\":\"PT10M\"}"));
    String fresh = next.path("key").asText();
    assertThat(fresh).isNotEqualTo(old);
    assertThat(ask("GET", "/v1/batch-jobs", fresh, null).statusCode()).isEqualTo(200);
    assertThat(ask("GET", "/v1/batch-jobs", old, null).statusCode()).isEqualTo(200);
    assertThat(
            ask("DELETE", "/v1/api-keys/" + made.path("id").asText(), keyOf("ours"), null)
                .statusCode())
        .isEqualTo(204);
    Await.value(
        "the old key is good for nothing",
        Duration.ofSeconds(20),
        () -> ask("GET", "/v1/batch-jobs", old, null).statusCode(),
        status -> status == 401);
    assertThat(ask("GET", "/v1/batch-jobs", fresh, null).statusCode()).isEqualTo(200);
    assertThat(ask("GET", "/v1/api-keys", keyOf("ours"), null).body())
        .contains("nightly")
        .doesNotContain(fresh);
  }

  @Test
  void aSessionEndsWithItsKeyAndBeginsNoOther() {
    JsonNode made =
        made("{\"name\":\"leaked\",\"role\":\"administrator\",\"namespaces\":[\"ours\"]}");
    String session = session(made.path("key").asText());
    assertThat(ask("GET", "/v1/batch-jobs", session, null).statusCode()).isEqualTo(200);
    assertThat(ask("POST", "/v1/session", session, null).statusCode()).isEqualTo(403);
    assertThat(logIn(session).statusCode()).isEqualTo(403);
    assertThat(ask("GET", "/v1/api-keys?sessions=true", keyOf("ours"), null).body())
        .contains("leaked");
    assertThat(ask("DELETE", addressOf(made), keyOf("ours"), null).statusCode()).isEqualTo(204);
    awaitGoodForNothing(session);
    assertThat(ask("GET", "/v1/api-keys?sessions=true", keyOf("ours"), null).body())
        .doesNotContain("leaked");
  }

  @Test
  void aSessionIsTakenBackByItself() {
    JsonNode made = made("{\"name\":\"left-open\",\"role\":\"viewer\",\"namespaces\":[\"ours\"]}");
    String session = session(made.path("key").asText());
    JsonNode listed =
        Stream.of(json("GET", "/v1/api-keys?sessions=true", keyOf("ours"), 200).path("items"))
            .flatMap(items -> java.util.stream.StreamSupport.stream(items.spliterator(), false))
            .filter(item -> item.path("name").asText().equals("left-open"))
            .findFirst()
            .orElseThrow();
    assertThat(listed.path("session").asBoolean()).isTrue();
    assertThat(ask("DELETE", addressOf(listed), keyOf("theirs"), null).statusCode()).isEqualTo(404);
    assertThat(ask("DELETE", addressOf(listed), keyOf("ours"), null).statusCode()).isEqualTo(204);
    awaitGoodForNothing(session);
    assertThat(ask("GET", "/v1/batch-jobs", made.path("key").asText(), null).statusCode())
        .isEqualTo(200);
  }

  @Test
  void aSessionIsNoLongerGoodThanWhatItBeganWith() {
    Instant soon = Instant.now().plusSeconds(100);
    JsonNode made =
        made(
            "{\"name\":\"short\",\"role\":\"viewer\",\"namespaces\":[\"ours\"],\"expiresTime\":\"%s\"}"
                .formatted(soon));
    assertThat(maxAge(made.path("key").asText())).isBetween(1, 100);
    assertThat(maxAge(provider.token(List.of("everybody"), List.of("ours")))).isBetween(1, 300);
    assertThat(maxAge(key(UserRole.VIEWER))).isEqualTo(8 * 60 * 60);
  }

  /** However many of others are newer. */
  @Test
  void aListOfKeysEndsWhereTheReachedOnesEnd() {
    made("{\"name\":\"older\",\"role\":\"viewer\",\"namespaces\":[\"ours\"]}");
    for (int i = 0; i < 3; i++) {
      String another = "{\"name\":\"newer\",\"role\":\"viewer\",\"namespaces\":[\"theirs\"]}";
      ask("POST", "/v1/api-keys", keyOf("theirs"), another);
    }
    JsonNode page = json("GET", "/v1/api-keys?limit=1", keyOf("ours"), 200);
    assertThat(page.at("/items/0/name").asText()).isEqualTo("older");
  }

  @Test
  void whoeverHasTheSameNameInAnotherNamespaceIsSomebodyElse() {
    Ci here = Ci.in("ours");
    Ci there = Ci.in("theirs");
    String ours = here.bulk();
    String theirs = there.bulk();
    assertThat(ours).as("for the same Idempotency-Key").isNotEqualTo(theirs);
    assertThat(here.bulk()).as("his own again").isEqualTo(ours);
    assertThat(json("GET", "/v1/bulk-directives", here.key(), 200).toString())
        .contains(ours)
        .doesNotContain(theirs);
    assertThat(ask("GET", "/v1/bulk-directives/" + theirs, here.key(), null).statusCode())
        .isEqualTo(404);
    Await.until(
        "the audit tells them apart",
        Duration.ofSeconds(30),
        () -> here.audited(ours) && there.audited(theirs));
  }

  /** An operator called ci of one namespace, and what he asks for there. */
  private record Ci(String namespace, String id, String key) {
    static Ci in(String namespace) {
      String asked =
          "{\"name\":\"ci\",\"role\":\"operator\",\"namespaces\":[\"%s\"]}".formatted(namespace);
      JsonNode made = read(ask("POST", "/v1/api-keys", keyOf(namespace), asked));
      return new Ci(namespace, made.path("id").asText(), made.path("key").asText());
    }

    String bulk() {
      String body =
          "{\"directive\":\"pause\",\"selector\":{\"status\":[\"running\"],\"definition\":\"%s/none\"}}"
              .formatted(namespace);
      HttpResponse<String> answer =
          program.send(
              program
                  .to("/v1/bulk-directives")
                  .header("Authorization", "Bearer " + key)
                  .header("Content-Type", JOB)
                  .header("Idempotency-Key", "nightly")
                  .POST(BodyPublishers.ofString(body))
                  .build());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
      return read(answer).path("id").asText();
    }

    boolean audited(String bulk) {
      String path = "/v1/audit?namespace=%s&actor=ci&subject=%s".formatted(namespace, bulk);
      JsonNode entry = json("GET", path, keyOf(namespace), 200).at("/items/0");
      return entry.path("origin").asText().equals("api 127.0.0.1 " + id);
    }
  }

  @Test
  void whatAnOperatorDoesToWorkersAndDeadLettersStandsInTheAudit() throws Exception {
    Audited audited = Audited.by(program, "operator", "api");
    Parked parked = new Parked(program);
    String worker = parked.worker("audited-" + UUID.randomUUID());
    awaitStatus("/v1/workers/" + worker + "/drain", 202);
    audited.entry("*", "worker.drain", worker, "asked");
    String letter = parked.letter(Tenant.batchJob(program, "ours"));
    awaitStatus("/v1/dead-letters/" + letter + "/redrive", 202);
    JsonNode redriven = audited.entry("*", "dead-letter.redrive", letter, "done");
    assertThat(redriven.at("/detail/topic").asText()).isEqualTo(program.topics().directives());
  }

  @Test
  void keysAndSessionsStandInTheAuditAndNeverTheKey() {
    Audited audited = Audited.by(program, "of-ours", "api");
    String asked = "{\"name\":\"audited\",\"role\":\"viewer\",\"namespaces\":[\"ours\"]}";
    JsonNode made = read(ask("POST", "/v1/api-keys", keyOf("ours"), asked));
    String id = made.path("id").asText();
    JsonNode next = read(ask("POST", "/v1/api-keys/" + id + "/rotate", keyOf("ours"), null));
    assertThat(ask("DELETE", "/v1/api-keys/" + id, keyOf("ours"), null).statusCode())
        .isEqualTo(204);
    JsonNode create = audited.entry("ours", "api-key.create", id, "done");
    assertThat(create.at("/detail/role").asText()).isEqualTo("viewer");
    JsonNode rotate = audited.entry("ours", "api-key.rotate", id, "done");
    assertThat(rotate.at("/detail/to").asText()).isEqualTo(next.path("id").asText());
    audited.entry("ours", "api-key.delete", id, "done");

    Audited browser = Audited.by(program, "nightly-reader", "api");
    String reader = "{\"name\":\"nightly-reader\",\"role\":\"viewer\",\"namespaces\":[\"ours\"]}";
    String key = read(ask("POST", "/v1/api-keys", keyOf("ours"), reader)).path("key").asText();
    String cookie = cookies(ask("POST", "/v1/session", key, null));
    program.send(
        program
            .to("/v1/session")
            .header("Cookie", cookie)
            .method("DELETE", BodyPublishers.noBody())
            .build());
    JsonNode begun = browser.only("session.create", null);
    browser.entry("ours", "session.delete", begun.path("subject").asText(), "done");

    String told = ask("GET", "/v1/audit?limit=1000", key(UserRole.ADMINISTRATOR), null).body();
    for (String secret :
        List.of(made.path("key").asText(), next.path("key").asText(), key, cookie.split("=")[1])) {
      assertThat(told).doesNotContain(secret, KeyHash.of(secret).hex());
    }
  }

  @Test
  void whatPeopleDefineThroughTheForeignDoorsStandsInTheAudit() {
    Audited specimens = Audited.by(program, "of-ours", "openspecimen");
    String job =
        "{\"name\":\"audited-%s\",\"type\":\"INTERNAL\",\"taskImplFqn\":\"secret\",\"repeatSchedule\":\"%s\"}";
    String name = UUID.randomUUID().toString();
    String id = made("/scheduled-jobs", job.formatted(name, "ONDEMAND"));
    JsonNode changed = put("/scheduled-jobs/" + id, job.formatted(name + "b", "ONDEMAND"));
    assertThat(changed.path("id").asText()).isEqualTo(id);
    assertThat(ask("DELETE", "/scheduled-jobs/" + id, keyOf("ours"), null).statusCode())
        .isEqualTo(200);
    for (String verb : List.of("create", "replace", "delete")) {
      specimens.entry("*", "openspecimen-job." + verb, id, "done");
    }

    Audited tester = Audited.by(program, "of-ours", "voiceagent");
    String testCase =
        "{\"namespace\":\"ours\",\"name\":\"audited\",\"description\":\"%s\",\"turns\":[{\"receive\":"
            + "{\"type\":\"substring\",\"value\":\"a\"},\"send\":{\"type\":\"string\",\"value\":\"b\"}}]}";
    String path = "/voice-agent-tester/v1/case";
    String known = made(path, testCase.formatted("one"));
    put(path + "/" + known, testCase.formatted("two"));
    assertThat(ask("DELETE", path + "/" + known, keyOf("ours"), null).statusCode()).isLessThan(300);
    for (String verb : List.of("create", "replace", "delete")) {
      tester.entry("ours", "voiceagent-case." + verb, known, "done");
    }
  }

  @Test
  void nobodyGivesAwayMoreThanHeHas() {
    String everywhere = "{\"name\":\"more\",\"role\":\"viewer\"}";
    assertThat(ask("POST", "/v1/api-keys", keyOf("ours"), everywhere).statusCode()).isEqualTo(400);
    String theirs = "{\"name\":\"more\",\"role\":\"viewer\",\"namespaces\":[\"theirs\"]}";
    assertThat(ask("POST", "/v1/api-keys", keyOf("ours"), theirs).statusCode()).isEqualTo(400);
  }

  @Test
  void aTokenOfTheProviderIsAsGoodAsItsGroupsAndItsNamespaces() {
    String operator = provider.token(List.of("batch-operators", "others"), List.of("ours"));
    assertThat(ask("GET", "/v1/batch-jobs/" + ours.batchJob(), operator, null).statusCode())
        .isEqualTo(200);
    assertThat(ask("DELETE", "/v1/definitions/ours/secret", operator, null).statusCode())
        .isEqualTo(403);
    String elsewhere = provider.token(List.of("everybody"), List.of("theirs"));
    assertThat(ask("GET", "/v1/batch-jobs/" + ours.batchJob(), elsewhere, null).statusCode())
        .isEqualTo(404);
    String nowhere = provider.token(List.of("everybody"), null);
    assertThat(ask("GET", "/v1/batch-jobs/" + ours.batchJob(), nowhere, null).statusCode())
        .isEqualTo(404);
  }

  @Test
  void aTokenThatIsNotTheProvidersOpensNothing() {
    Stream.of(
            provider.forged(),
            provider.expired(),
            provider.ofAnotherIssuer(),
            provider.ofAnotherAudience(),
            provider.ofNoAudience(),
            provider.unsigned(),
            provider.token(List.of("strangers"), List.of("*")))
        .forEach(
            token ->
                assertThat(ask("GET", "/v1/batch-jobs", token, null).statusCode()).isEqualTo(401));
  }

  @Test
  void aBrowserIsSentToTheProviderAndComesBackLoggedIn() {
    HttpResponse<String> sent = program.send(program.to("/login").build());
    assertThat(sent.statusCode()).isEqualTo(302);
    HttpResponse<String> authorized =
        program.send(program.to(sent.headers().firstValue("Location").orElseThrow()).build());
    String back = authorized.headers().firstValue("Location").orElseThrow();
    HttpResponse<String> logged =
        program.send(program.to(back).header("Cookie", cookies(sent)).build());
    String session = cookies(logged);
    assertThat(session).contains("q_session");
    JsonNode known =
        read(program.send(program.to("/v1/session").header("Cookie", session).build()));
    assertThat(known.path("name").asText()).isEqualTo("ana");
    assertThat(known.path("role").asText()).isEqualTo("operator");
  }

  /** With the ids of the one tenant and the key of the other, all of its routes are walked. */
  @Test
  void oneTenantReachesNothingOfAnother() {
    List<String> reached = new ArrayList<>();
    for (Route route : Route.all()) {
      if (route.path().endsWith("/session") || route.path().equals("/sessions")) {
        continue; // of whoever asks: there is no namespace in it
      }
      for (String address : ours.addresses(route)) {
        if (isReached(route, address)) {
          reached.add(route.verb() + " " + address);
        }
      }
    }
    assertThat(reached).isEmpty();
    ours.requireUntouched();
  }

  @Test
  void aStreamOfEventsTellsOfReachedNamespacesOnly() throws Exception {
    try (SseLines lines = SseLines.open(program.address() + "/v1/events", keyOf("theirs"))) {
      Tenant.batchJob(program, "ours");
      Tenant.batchJob(program, "theirs");
      assertThat(lines.next("data:")).contains("\"theirs\"").doesNotContain("\"ours\"");
    }
  }

  @Test
  void aStreamEndsWhenItsKeyIsTakenBackAndNoOtherDoes() throws Exception {
    JsonNode made = madeForAll("{\"name\":\"watcher\",\"role\":\"viewer\"}");
    String key = made.path("key").asText();
    String job = Tenant.batchJob(program, "ours");
    CompletableFuture<HttpResponse<String>> poll =
        later("/v1/batch-jobs/" + job + "/watch?maximumPollingPeriod=50000", key);
    try (SseLines other = open("/v1/events", key(UserRole.VIEWER));
        SseLines all = open("/v1/events", key);
        SseLines one = open("/v1/batch-jobs/" + job + "/events", key);
        SseLines statistics = open("/v1/statistics/events", key)) {
      String path = "/v1/api-keys/" + made.path("id").asText();
      assertThat(ask("DELETE", path, key(UserRole.ADMINISTRATOR), null).statusCode())
          .isEqualTo(204);
      all.awaitEnd();
      one.awaitEnd();
      statistics.awaitEnd();
      ask("POST", "/v1/batch-jobs/" + job + "/directives", keyOf("ours"), DELETE);
      assertThat(poll.get().statusCode()).as("a long poll").isEqualTo(401);
      assertThat(other.next("data:")).as("the stream of another key").contains(job);
    }
  }

  @Test
  void aStreamEndsWhenItsKeyOrItsTokenExpires() throws Exception {
    Instant soon = Instant.now().plusSeconds(4);
    String key =
        madeForAll("{\"name\":\"brief\",\"role\":\"viewer\",\"expiresTime\":\"" + soon + "\"}")
            .path("key")
            .asText();
    String token = provider.token(List.of("everybody"), List.of("*"), soon);
    try (SseLines ofKey = open("/v1/events", key);
        SseLines ofToken = open("/v1/events", token)) {
      ofKey.awaitEnd();
      ofToken.awaitEnd();
      assertThat(Instant.now()).isAfter(soon.truncatedTo(ChronoUnit.SECONDS));
    }
  }

  @Test
  void whoTakesAllThatHeGetsKeepsNobodyElseOut() throws Exception {
    String greedy = madeForAll("{\"name\":\"greedy\",\"role\":\"viewer\"}").path("key").asText();
    List<CompletableFuture<HttpResponse<String>>> polls =
        Stream.generate(() -> later("/v1/batch-jobs?after=e.0.999999999&wait=PT20S", greedy))
            .limit(2 * SHARE_OF_READS)
            .toList();
    HttpResponse<String> refused =
        Await.value(
                "what is more than his share is refused, and the rest waits",
                Duration.ofSeconds(15),
                () -> polls.stream().filter(CompletableFuture::isDone).toList(),
                done -> done.size() == SHARE_OF_READS)
            .getFirst()
            .join();
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(read(refused).path("code").asText()).isEqualTo("too-many-requests");
    assertThat(read(refused).path("detail").asText())
        .contains(SHARE_OF_READS + " reads of 'greedy'");
    assertThat(ask("GET", "/v1/batch-jobs", key(UserRole.VIEWER), null).statusCode())
        .isEqualTo(200);
  }

  /** Of two that never end, one has the only place that is his. */
  @Test
  void whoseUploadNeverEndsKeepsNobodyElsesOut() throws Exception {
    try (Socket one = program.beginUpload(key(UserRole.OPERATOR));
        Socket other = program.beginUpload(key(UserRole.OPERATOR))) {
      assertThat(CompletableFuture.anyOf(answered(one), answered(other)).get(10, TimeUnit.SECONDS))
          .asString()
          .contains("503");
      assertThat(upload(UserRole.EDITOR).statusCode()).isEqualTo(201);
    }
  }

  @Test
  void everyItemOfABulkDirectiveMustBeReached() {
    String theirs = Tenant.batchJob(program, "theirs");
    String body =
        "{\"directive\":\"stop\",\"selector\":{\"ids\":[\"%s\",\"%s\"]}}"
            .formatted(theirs, ours.batchJob());
    assertThat(ask("POST", "/v1/bulk-directives", keyOf("theirs"), body).statusCode())
        .isEqualTo(404);
    ours.requireUntouched();
  }

  @Test
  void whatTellsOfAllNamespacesIsForThoseWhoReachThemAll() {
    for (String path :
        List.of(
            "/v1/statistics",
            "/v1/statistics/throughput",
            "/v1/workers",
            "/v1/dead-letters",
            "/q/metrics")) {
      String all = key(UserRole.ADMINISTRATOR);
      assertThat(ask("GET", path, keyOf("ours"), null).statusCode()).as(path).isEqualTo(403);
      assertThat(ask("GET", path, all, null).statusCode()).as(path).isEqualTo(200);
    }
    String why = "/v1/batch-jobs/" + ours.batchJob() + "/why";
    assertThat(json("GET", why, keyOf("ours"), 200).at("/numbers/slots").isNull()).isTrue();
    assertThat(json("GET", why, key(UserRole.VIEWER), 200).at("/numbers/slots").isInt()).isTrue();
    String metrics = "{\"name\":\"m\",\"role\":\"metrics\",\"namespaces\":[\"ours\"]}";
    assertThat(ask("POST", "/v1/api-keys", keyOf("ours"), metrics).statusCode()).isEqualTo(400);
  }

  @Test
  void strangersAreNotToldWhereTheServersAre() {
    for (String path : List.of("/q/health", "/q/health/ready", "/q/health/ready/")) {
      for (String stranger :
          new String[] {SecuredProgram.NOBODY, SecuredProgram.WRONG, keyOf("ours")}) {
        assertThat(ask("GET", path, stranger, null).body())
            .as(path)
            .contains("\"coordinator\"")
            .contains("Kafka")
            .doesNotContain("127.0.0.1")
            .doesNotContain("servers");
      }
    }
    assertThat(ask("GET", "/q/health/group/any", SecuredProgram.NOBODY, null).statusCode())
        .isEqualTo(404);
    assertThat(ask("GET", "/q/health/ready", key(UserRole.VIEWER), null).body())
        .contains("servers", "reachable");
  }

  @Test
  void noKeyStandsInTheLog() {
    ask("GET", "/v1/batch-jobs", SecuredProgram.WRONG, null);
    assertThat(program.output())
        .doesNotContain(SecuredProgram.WRONG)
        .doesNotContain(key(UserRole.ADMINISTRATOR));
  }

  private static JsonNode madeForAll(String key) {
    HttpResponse<String> made = ask("POST", "/v1/api-keys", key(UserRole.ADMINISTRATOR), key);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    return read(made);
  }

  private static SseLines open(String path, String key) throws Exception {
    return SseLines.open(program.address() + path, key);
  }

  private static CompletableFuture<HttpResponse<String>> later(String path, String key) {
    return program.later(program.to(path).header("Authorization", "Bearer " + key).build());
  }

  /** The first line of the answer. */
  private static CompletableFuture<String> answered(Socket socket) {
    CompletableFuture<String> line = new CompletableFuture<>();
    Thread.startVirtualThread(
        () -> {
          try {
            InputStreamReader answer = new InputStreamReader(socket.getInputStream(), US_ASCII);
            line.complete(new BufferedReader(answer).readLine());
          } catch (IOException e) {
            line.completeExceptionally(e);
          }
        });
    return line;
  }

  private static HttpResponse<String> upload(UserRole role) {
    return ask("POST", "/v1/inputs?namespace=ours", key(role), "a\n1\n", "text/csv");
  }

  private static String who(Route route) {
    List<UserRole> allowed =
        Stream.of(UserRole.values())
            .filter(role -> !isRefused(route, SecuredProgram.key(role)))
            .toList();
    if (!isRefused(route, SecuredProgram.NOBODY)) {
      return "everybody";
    }
    List<String> words = allowed.stream().map(UserRole::word).toList();
    List<UserRole> ranks =
        List.of(UserRole.VIEWER, UserRole.OPERATOR, UserRole.EDITOR, UserRole.ADMINISTRATOR);
    String least =
        ranks.stream().filter(allowed::contains).map(UserRole::word).findFirst().orElse("nobody");
    String others =
        words.contains("worker") ? ", worker" : words.contains("metrics") ? ", metrics" : "";
    return least + others;
  }

  private static boolean isRefused(Route route, String key) {
    int status = program.status(route.verb(), route.address("x"), key, route.mediaType());
    return status == 401 || status == 403 || status == 302;
  }

  private static boolean isRefused(int status) {
    return List.of(302, 401, 403, 404, 405, 415).contains(status);
  }

  /** What the table of routes says to be for everybody, and has been read by somebody. */
  private static boolean isOpen(String path) {
    return Stream.of("/", "/index.html", "/asyncapi.yaml", "/sessions", "/v1/session")
            .anyMatch(path::equals)
        || Stream.of("/static/", "/schemas/", "/q/health", "/q/openapi", "/q/swagger-ui/")
            .anyMatch(path::startsWith);
  }

  /** Of what succeeds: it tells something, or it changes something that is named. */
  private static boolean isReached(Route route, String address) {
    if (address.contains("/events")) {
      return program.status(route.verb(), address, keyOf("theirs"), null) < 300
          && ours.isNamedIn(address);
    }
    HttpResponse<String> answer =
        ask(route.verb(), address, keyOf("theirs"), ours.body(route), route.mediaType());
    // PTV's clients are told of any id that nobody has: it is UNKNOWN.
    return answer.statusCode() < 300
        && !answer.body().contains("\"UNKNOWN\"")
        && (ours.isToldOf(answer.body()) || changes(route) && ours.isNamedIn(address));
  }

  private static boolean changes(Route route) {
    return !route.verb().equals("GET") && !route.verb().equals("HEAD");
  }

  private static JsonNode made(String key) {
    return read(ask("POST", "/v1/api-keys", keyOf("ours"), key));
  }

  private static String addressOf(JsonNode made) {
    return "/v1/api-keys/" + made.path("id").asText();
  }

  private static String session(String key) {
    return sessionCookie(key).replaceAll(".*windlass_key=([^;]*);.*", "$1");
  }

  private static int maxAge(String key) {
    return Integer.parseInt(sessionCookie(key).replaceAll(".*Max-Age=(\\d+).*", "$1"));
  }

  private static String sessionCookie(String key) {
    HttpResponse<String> begun = ask("POST", "/v1/session", key, null);
    return begun.headers().firstValue("Set-Cookie").orElseThrow();
  }

  private static void awaitGoodForNothing(String key) {
    Await.value(
        "it is good for nothing",
        Duration.ofSeconds(20),
        () -> ask("GET", "/v1/batch-jobs", key, null).statusCode(),
        status -> status == 401);
  }

  private static HttpResponse<String> logIn(String password) {
    return ask(
        "POST",
        "/sessions",
        SecuredProgram.NOBODY,
        "{\"loginName\":\"ana\",\"password\":\"%s\",\"domainName\":\"openspecimen\"}"
            .formatted(password));
  }

  private static int openSpecimen(String verb, String token) {
    return program
        .send(
            program
                .to("/scheduled-jobs")
                .header("X-OS-API-TOKEN", token)
                .method(verb, BodyPublishers.noBody())
                .build())
        .statusCode();
  }

  private static String cookies(HttpResponse<?> answer) {
    return String.join(
        "; ",
        answer.headers().allValues("Set-Cookie").stream()
            .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
            .toList());
  }

  /** Asked by an operator until the views know of it. */
  private static void awaitStatus(String path, int status) {
    Await.value(
        path,
        Duration.ofSeconds(30),
        () -> ask("POST", path, key(UserRole.OPERATOR), null).statusCode(),
        answered -> answered == status);
  }

  private static String made(String path, String body) {
    return read(ask("POST", path, keyOf("ours"), body)).path("id").asText();
  }

  private static JsonNode put(String path, String body) {
    HttpResponse<String> answer = ask("PUT", path, keyOf("ours"), body);
    assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    return read(answer);
  }

  private static JsonNode json(String verb, String path, String key, int status) {
    HttpResponse<String> answer = ask(verb, path, key, null);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return read(answer);
  }

  private static HttpResponse<String> ask(String verb, String path, String key, String body) {
    return ask(verb, path, key, body, body == null ? null : JOB);
  }

  private static HttpResponse<String> ask(
      String verb, String path, String key, String body, String mediaType) {
    return program.request(verb, path, key, mediaType, body);
  }

  private static JsonNode read(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new AssertionError(answer.statusCode() + ": " + answer.body(), e);
    }
  }
}
