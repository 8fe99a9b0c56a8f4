package dev.windlass.worker.handler;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;

/** One HTTP request per operation, to allowed hosts only. */
@Singleton
public class HttpHandler implements OperationHandler {
  private static final int MOST_REDIRECTS = 5;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  /** One byte more than is kept of an output, so that it is seen to have been longer. */
  private static final int BODY_BYTES = (32 << 10) + 1;

  private final AllowedHosts allowed;
  private final HttpClient client;

  @Inject
  HttpHandler(HttpConfig config) {
    this(config.allow().orElse(List.of()), config.connectTimeout());
  }

  public HttpHandler(List<String> allow, Duration connectTimeout) {
    this.allowed = new AllowedHosts(allow, InetAddress::getAllByName);
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connectTimeout)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
  }

  @Override
  public String name() {
    return "http";
  }

  @Override
  public Outcome run(Operation operation) throws InterruptedException {
    HttpCall call = HttpCall.of(operation);
    Optional<String> refusal = allowed.refusal(call.url());
    if (refusal.isPresent()) {
      throw new UnusableParameters(refusal.get());
    }
    try {
      return outcome(call, send(call));
    } catch (HttpTimeoutException e) {
      return Outcome.failure("%s did not answer within %s".formatted(call.url(), call.timeout()));
    } catch (IOException e) {
      return Outcome.failure("%s could not be called: %s".formatted(call.url(), reason(e)));
    }
  }

  @PreDestroy
  void close() {
    client.shutdownNow();
  }

  private HttpResponse<byte[]> send(HttpCall call) throws IOException, InterruptedException {
    URI to = call.url();
    for (int hop = 0; ; hop++) {
      HttpResponse<byte[]> response =
          client.send(call.request(to), info -> new LimitedBody(BODY_BYTES));
      Optional<URI> next = hop < MOST_REDIRECTS ? redirect(call, response) : Optional.empty();
      if (next.isEmpty()) {
        return response;
      }
      to = next.get();
    }
  }

  /** Only what reads is sent on, only to the same host, and only where that is not the answer. */
  private static Optional<URI> redirect(HttpCall call, HttpResponse<byte[]> response) {
    int status = response.statusCode();
    boolean reads = call.method().equals("GET") || call.method().equals("HEAD");
    if (!reads || !REDIRECTS.contains(status) || call.expected().contains(status)) {
      return Optional.empty();
    }
    return response
        .headers()
        .firstValue("location")
        .map(location -> response.uri().resolve(location))
        .filter(to -> AllowedHosts.host(to).equals(AllowedHosts.host(call.url())))
        .filter(to -> to.getPort() == call.url().getPort());
  }

  private static Outcome outcome(HttpCall call, HttpResponse<byte[]> response) {
    String body = keptBody(call, response);
    if (call.expected().contains(response.statusCode())) {
      return Outcome.success(body);
    }
    String hint =
        REDIRECTS.contains(response.statusCode())
            ? "; redirects are followed on the same host only: "
                + response.headers().firstValue("location").orElse("no location")
            : "";
    Outcome failure =
        new Outcome(
            "%s answered %d, expected was %s%s"
                .formatted(call.url(), response.statusCode(), call.expected(), hint),
            body);
    return RetryAdvice.of(failure, response);
  }

  private static String keptBody(HttpCall call, HttpResponse<byte[]> response) {
    String type = response.headers().firstValue("content-type").orElse("");
    boolean keep = call.keepBody() == null ? isText(type) : call.keepBody();
    return keep && response.body().length > 0 ? new String(response.body(), charset(type)) : null;
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
