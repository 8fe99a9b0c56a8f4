package dev.windlass.worker.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.windlass.job.JobId;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpHandlerTest {
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private final HttpHandler handler = new HttpHandler(List.of(), Duration.ofSeconds(5));
  private HttpServer server;

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
    assertThat(run(Map.of("url", url("/missing"), "expectStatus", List.of(200, 404))).failed())
        .isFalse();
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

  private Outcome run(Map<String, Object> parameters) throws Exception {
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
