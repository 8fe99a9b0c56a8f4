package dev.windlass.worker.handler;

import dev.windlass.worker.handler.PinnedClient.Answer;
import dev.windlass.worker.handler.PinnedClient.HungUp;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** One HTTP request per operation, to allowed hosts only. */
@Singleton
public class HttpHandler implements OperationHandler {
  private static final int MOST_REDIRECTS = 5;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final AllowedHosts allowed;
  private final PinnedClient client;

  @Inject
  HttpHandler(HttpConfig config, Vertx vertx) {
    this(
        new AllowedHosts(
            config.allow().orElse(List.of()),
            config.allowedNetworks().orElse(List.of()),
            InetAddress::getAllByName),
        new PinnedClient(vertx, new HttpClientOptions(), config.connectTimeout()));
  }

  HttpHandler(AllowedHosts allowed, PinnedClient client) {
    this.allowed = allowed;
    this.client = client;
  }

  @Override
  public String name() {
    return "http";
  }

  @Override
  public Set<String> fixed(boolean secrets) {
    return secrets ? Set.of("url") : Set.of();
  }

  @Override
  public Outcome run(Operation operation) throws InterruptedException {
    HttpCall call = HttpCall.of(operation);
    try {
      return outcome(call, send(call));
    } catch (HttpTimeoutException e) {
      return Outcome.failure("%s did not answer within %s".formatted(call.url(), call.timeout()));
    } catch (UnknownHostException e) {
      return Outcome.failure("%s could not be called: no such host".formatted(call.url()));
    } catch (IOException e) {
      return Outcome.failure("%s could not be called: %s".formatted(call.url(), reason(e)));
    }
  }

  @PreDestroy
  void close() {
    client.close();
  }

  private Answer send(HttpCall call) throws IOException, InterruptedException {
    URI to = call.url();
    for (int hop = 0; ; hop++) {
      Answer answer = answer(call, to);
      Optional<URI> next = hop < MOST_REDIRECTS ? redirect(call, to, answer) : Optional.empty();
      if (next.isEmpty()) {
        return answer;
      }
      to = next.get();
    }
  }

  /** What reads goes once more where the target had closed a connection that was kept. */
  private Answer answer(HttpCall call, URI to) throws IOException, InterruptedException {
    RequestOptions request = call.request(to, allowed.address(to));
    try {
      return client.send(request, call.bytes(), call.timeout());
    } catch (HungUp e) {
      if (!call.reads()) {
        throw e;
      }
      return client.sendAnew(request, call.bytes(), call.timeout());
    }
  }

  /** Only what reads is sent on, only to the same host, and only where that is not the answer. */
  private static Optional<URI> redirect(HttpCall call, URI from, Answer answer) {
    int status = answer.status();
    if (!call.reads() || !REDIRECTS.contains(status) || call.expected().contains(status)) {
      return Optional.empty();
    }
    return answer
        .header("location")
        .flatMap(location -> resolved(from, location))
        .filter(to -> "https".equals(to.getScheme()) || from.getScheme().equals(to.getScheme()))
        .filter(to -> AllowedHosts.host(to).equals(AllowedHosts.host(call.url())))
        .filter(to -> to.getPort() == call.url().getPort());
  }

  private static Optional<URI> resolved(URI from, String location) {
    try {
      URI to = from.resolve(location);
      return to.getHost() == null || to.getRawUserInfo() != null
          ? Optional.empty()
          : Optional.of(to);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Outcome outcome(HttpCall call, Answer answer) {
    String body = keptBody(call, answer);
    if (call.expected().contains(answer.status())) {
      return Outcome.success(body);
    }
    String hint =
        REDIRECTS.contains(answer.status())
            ? "; redirects are followed on the same host only: "
                + answer.header("location").orElse("no location")
            : "";
    Outcome failure =
        new Outcome(
            "%s answered %d, expected was %s%s"
                .formatted(call.url(), answer.status(), call.expected(), hint),
            body);
    return RetryAdvice.of(failure, answer);
  }

  private static String keptBody(HttpCall call, Answer answer) {
    String type = answer.header("content-type").orElse("");
    boolean keep = call.keepBody() == null ? isText(type) : call.keepBody();
    return keep && answer.body().length > 0 ? new String(answer.body(), charset(type)) : null;
  }

  private static boolean isText(String type) {
    String lower = type.toLowerCase(Locale.ROOT);
    return lower.startsWith("text/") || lower.contains("json") || lower.contains("xml");
  }

  private static Charset charset(String type) {
    int at = type.toLowerCase(Locale.ROOT).indexOf("charset=");
    try {
      return at < 0
          ? StandardCharsets.UTF_8
          : Charset.forName(type.substring(at + 8).split(";")[0].replace("\"", "").trim());
    } catch (IllegalArgumentException e) {
      return StandardCharsets.UTF_8;
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
