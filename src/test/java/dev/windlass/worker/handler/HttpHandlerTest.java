package dev.windlass.worker.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.windlass.job.JobId;
import dev.windlass.testkit.RecordedSteps;
import dev.windlass.trace.Step;
import dev.windlass.trace.Trace;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PfxOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpHandlerTest {
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private static Vertx vertx;

  private final HttpHandler handler = handler(new HttpClientOptions(), InetAddress::getAllByName);
  private HttpServer server;

  @BeforeAll
  static void startClient() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stopClient() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @BeforeEach
  void startTarget() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    answer("/ok", 200, "text/plain", "fine");
    answer("/image", 200, "image/png", "bytes");
    answer("/missing", 404, "application/json", "{\"no\":1}");
    answer("/long", 200, "text/plain", "x".repeat(500_000));
    server.createContext(
        "/echo",
        exchange -> {
          String said =
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestHeaders().getFirst("X-Token")
                  + " "
                  + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "text/plain");
          exchange.sendResponseHeaders(200, said.length());
          exchange.getResponseBody().write(said.getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    server.createContext(
        "/busy",
        exchange -> {
          exchange.getResponseHeaders().add("Retry-After", "3");
          exchange.sendResponseHeaders(429, -1);
          exchange.close();
        });
    text("/trace", exchange -> exchange.getRequestHeaders().getFirst("traceparent"));
    text("/host", exchange -> exchange.getRequestHeaders().getFirst("Host"));
    text(
        "/",
        exchange ->
            "%s %s %s"
                .formatted(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getRawPath(),
                    exchange.getRequestURI().getRawQuery()));
    redirect("/here", "/ok");
    redirect("/there", "http://metadata.internal/latest");
    server.createContext(
        "/slow",
        exchange -> {
          reached.countDown();
          try {
            release.await(20, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stopTarget() {
    release.countDown();
    server.stop(0);
    handler.close();
  }

  @Test
  void whereASecretGoesIsTheDefinitionsToSay() {
    assertThat(handler.fixed(true)).containsExactly("url");
    assertThat(handler.fixed(false)).isEmpty();
  }

  @Test
  void aRequestThatIsWrongIsNotTriedAgainAndABusyTargetSaysWhen() throws Exception {
    Outcome missing = run(Map.of("url", url("/missing")));
    assertThat(missing.failed()).isTrue();
    assertThat(missing.lasting()).isTrue();
    Outcome busy = run(Map.of("url", url("/busy")));
    assertThat(busy.failed()).isTrue();
    assertThat(busy.lasting()).isFalse();
    assertThat(busy.retryAfter()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void aTextIsTheOutputAndOtherBodiesAreNot() throws Exception {
    assertThat(run(Map.of("url", url("/ok")))).isEqualTo(Outcome.success("fine"));
    assertThat(run(Map.of("url", url("/image")))).isEqualTo(Outcome.success());
    assertThat(run(Map.of("url", url("/image"), "keepBody", true)).output()).isEqualTo("bytes");
    assertThat(run(Map.of("url", url("/ok"), "keepBody", false)).output()).isNull();
  }

  @Test
  void longBodiesAreReadToTheEndAndKeptInPart() throws Exception {
    assertThat(run(Map.of("url", url("/long"))).output()).hasSize((32 << 10) + 1);
  }

  @Test
  void anUnexpectedStatusFailsAndSaysWhatWasExpected() throws Exception {
    Outcome outcome = run(Map.of("url", url("/missing")));
    assertThat(outcome.error()).isEqualTo(url("/missing") + " answered 404, expected was 200-299");
    assertThat(outcome.output()).isEqualTo("{\"no\":1}");
    assertThat(run(Map.of("url", url("/missing"), "expectStatus", List.of(200, 404))).error())
        .isNull();
  }

  @Test
  void methodHeadersAndBodyAreSent() throws Exception {
    Outcome outcome =
        run(
            Map.of(
                "method", "put",
                "url", url("/echo"),
                "headers", Map.of("X-Token", "t"),
                "body", Map.of("a", 1)));
    assertThat(outcome.output()).isEqualTo("PUT t {\"a\":1}");
  }

  @Test
  void redirectsStayOnTheHost() throws Exception {
    assertThat(run(Map.of("url", url("/here"))).output()).isEqualTo("fine");
    assertThat(run(Map.of("url", url("/there"))).error())
        .isEqualTo(
            url("/there")
                + " answered 302, expected was 200-299; redirects are followed on the same host"
                + " only: http://metadata.internal/latest");
  }

  @Test
  void aTargetLearnsWhichStepOfATraceCallsIt() throws Exception {
    Map<String, Object> call = Map.of("url", url("/trace"));
    assertThat(run(call).output()).isEqualTo("null");
    try (RecordedSteps steps = new RecordedSteps();
        Step step =
            steps.tracing().doing("run operation", new Trace(RecordedSteps.TRACEPARENT, null))) {
      assertThat(run(call).output()).isEqualTo(step.trace().parent());
      assertThat(
              run(Map.of("url", url("/trace"), "headers", Map.of("traceparent", "own"))).output())
          .isEqualTo("own");
    }
  }

  /** A name server that changes its answer as soon as it has been asked. */
  @Test
  void theAddressThatWasCheckedIsTheOneThatIsCalled() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    HttpHandler rebound =
        handler(
            new HttpClientOptions(),
            host ->
                new InetAddress[] {
                  InetAddress.getByName(asked.getAndIncrement() == 0 ? "127.0.0.1" : "127.0.0.2")
                });
    String url = "http://localhost:" + server.getAddress().getPort();
    assertThat(run(rebound, Map.of("url", url + "/host")).output())
        .isEqualTo("localhost:" + server.getAddress().getPort());
    assertThat(asked).hasValue(1);
    rebound.close();
  }

  @Test
  void aRedirectIsCheckedLikeAnyCall() {
    AtomicInteger asked = new AtomicInteger();
    HttpHandler rebound =
        handler(
            new HttpClientOptions(),
            host ->
                new InetAddress[] {
                  InetAddress.getByName(
                      asked.getAndIncrement() == 0 ? "127.0.0.1" : "169.254.169.254")
                });
    String url = "http://localhost:" + server.getAddress().getPort() + "/here";
    assertThatThrownBy(() -> run(rebound, Map.of("url", url)))
        .isInstanceOf(UnusableParameters.class)
        .hasMessageContaining("has the address 169.254.169.254, which is not public");
    rebound.close();
  }

  @Test
  void theCertificateHasToBeTheNamesAlthoughAnAddressIsCalled(@TempDir Path directory)
      throws Exception {
    Path keys = TlsTarget.keys(directory, "localhost");
    PfxOptions trusted = new PfxOptions().setPath(keys.toString()).setPassword(TlsTarget.PASSWORD);
    try (TlsTarget target = TlsTarget.start(keys)) {
      HttpHandler handler =
          handler(new HttpClientOptions().setTrustOptions(trusted), InetAddress::getAllByName);
      assertThat(run(handler, Map.of("url", target.url("localhost"))).output()).isEqualTo("safe");
      assertThat(run(handler, Map.of("url", target.url("127.0.0.1"))).error())
          .contains("could not be called")
          .contains("127.0.0.1");
      assertThat(run(this.handler, Map.of("url", target.url("localhost"))).error())
          .as("nobody known has signed it")
          .contains("could not be called");
      handler.close();
    }
  }

  @Test
  void aTargetThatClosedAKeptConnectionIsCalledAgain() throws Exception {
    try (ClosingTarget target = ClosingTarget.closing()) {
      callsAgain(target);
    }
    try (ClosingTarget target = ClosingTarget.resetting()) {
      callsAgain(target);
    }
  }

  /** A connection is kept a moment after its answer was read: a call may still open another. */
  private void callsAgain(ClosingTarget target) throws Exception {
    do {
      assertThat(run(Map.of("url", target.url())).output()).isEqualTo("1");
    } while (target.hungUp() == 0);
    int before = target.asked();
    int posts = 0;
    Outcome last;
    do {
      last = run(Map.of("url", target.url(), "method", "POST"));
      posts++;
    } while (!last.failed());
    assertThat(last.error()).contains("could not be called");
    assertThat(target.asked() - before)
        .as("what may have been done is not sent again")
        .isEqualTo(posts);
  }

  @Test
  void whatTheHandlerSetsItselfIsNotGivenAndNoHeaderEndsEarly() {
    assertThatThrownBy(() -> header("Host", "other"))
        .isInstanceOf(UnusableParameters.class)
        .hasMessage("the parameter 'headers' has 'Host', which the http handler sets itself");
    assertThatThrownBy(() -> header("transfer-encoding", "chunked"))
        .isInstanceOf(UnusableParameters.class);
    assertThatThrownBy(() -> header("X-A", "secret\r\nX-B: 1"))
        .isInstanceOf(UnusableParameters.class)
        .hasMessage("the header 'X-A' has a line break or another control character in its value");
    assertThatThrownBy(() -> header("X A", "1")).hasMessageContaining("which no header can have");
    assertThatThrownBy(() -> run(Map.of("url", url("/ok"), "method", "CONNECT")))
        .hasMessageContaining("must be one such as GET, POST or PUT");
  }

  @Test
  void whatIsNoPlainAddressIsRefusedBeforeAnybodyIsAsked() {
    for (String odd :
        List.of(
            "http://0x7f.1/", "http://ⓛocalhost/", "http://a_b/", "http:///x", "http://", "//x/")) {
      assertThatThrownBy(() -> run(Map.of("url", odd)))
          .as(odd)
          .isInstanceOf(UnusableParameters.class)
          .hasMessageContaining("must be an absolute http or https URL");
    }
    assertThatThrownBy(() -> run(Map.of("url", "http://localhost:pw@geo.internal/")))
        .hasMessage(
            "the parameter 'url' names a user before its host 'geo.internal': credentials go into"
                + " the header Authorization");
    assertThatThrownBy(() -> run(Map.of("url", "http://localhost./")))
        .hasMessageContaining("the host 'localhost.' is not allowed");
  }

  @Test
  void aUrlWithoutAPathIsTheRoot() throws Exception {
    assertThat(run(Map.of("url", url(""))).output()).isEqualTo("GET / null");
    assertThat(run(Map.of("url", url("?a=/b&c=%20"))).output()).isEqualTo("GET / a=/b&c=%20");
    assertThat(run(Map.of("url", url("/x%2Fy?q=ö#part"))).output())
        .isEqualTo("GET /x%2Fy q=%C3%B6");
  }

  @Test
  void hostsThatAreNotAllowedAreNotCalled() {
    assertThatThrownBy(() -> run(Map.of("url", "http://geo.internal/x")))
        .isInstanceOf(UnusableParameters.class)
        .hasMessageContaining("'geo.internal' is not allowed")
        .hasMessageContaining("windlass.http.allow");
    assertThatThrownBy(() -> run(Map.of("url", "file:///etc/passwd")))
        .hasMessageContaining("must be an absolute http or https URL");
  }

  @Test
  void itsOwnTimeoutFailsIt() throws Exception {
    Outcome outcome = run(Map.of("url", url("/slow"), "timeout", "PT0.2S"));
    assertThat(outcome.error()).isEqualTo(url("/slow") + " did not answer within PT0.2S");
  }

  @Test
  void anInterruptEndsIt() throws Exception {
    FutureTask<Outcome> task = new FutureTask<>(() -> run(Map.of("url", url("/slow"))));
    Thread thread = Thread.ofVirtual().start(task);
    assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
    thread.interrupt();
    assertThatThrownBy(() -> task.get(5, TimeUnit.SECONDS))
        .hasCauseInstanceOf(InterruptedException.class);
  }

  private Outcome header(String name, String value) throws Exception {
    return run(Map.of("url", url("/ok"), "headers", Map.of(name, value)));
  }

  private static HttpHandler handler(HttpClientOptions options, AllowedHosts.Resolver resolver) {
    return new HttpHandler(
        new AllowedHosts(List.of(), List.of(), resolver),
        new PinnedClient(vertx, options, Duration.ofSeconds(5)));
  }

  private Outcome run(Map<String, Object> parameters) throws Exception {
    return run(handler, parameters);
  }

  private static Outcome run(HttpHandler handler, Map<String, Object> parameters) throws Exception {
    return handler.run(
        new Operation(
            JobId.of(Instant.EPOCH, 0, 0),
            0,
            0,
            0,
            "only",
            1,
            new Parameters(new HashMap<>(parameters)),
            Duration.ofSeconds(10)));
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private void answer(String path, int status, String type, String body) {
    server.createContext(
        path,
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", type);
          exchange.sendResponseHeaders(status, body.length());
          exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
  }

  private void text(String path, Function<HttpExchange, String> said) {
    server.createContext(
        path,
        exchange -> {
          byte[] body = String.valueOf(said.apply(exchange)).getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "text/plain");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  private void redirect(String path, String to) {
    server.createContext(
        path,
        exchange -> {
          exchange.getResponseHeaders().add("Location", to);
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
  }
}
