package dev.windlass.cli.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The native API as a client sees it. What it refuses is an {@link ApiProblem}; where nobody
 * answers that is {@link ServerAway}. Redirects are not followed: the token is for this server.
 */
public final class Api implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final Target target;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT)
          .build();

  public Api(Target target) {
    this.target = target;
  }

  public URI address() {
    return target.url();
  }

  public Answer get(Route route) throws InterruptedException {
    return send(Call.get(route));
  }

  public Answer send(Call call) throws InterruptedException {
    HttpRequest request = request(call);
    HttpResponse<String> response =
        exchange(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
    return successful(request, answer(response, response.body()));
  }

  /** The body as it comes, for what may be larger than memory. Whoever opens it closes it. */
  public InputStream open(Call call) throws InterruptedException {
    HttpRequest request = request(call);
    HttpResponse<InputStream> response = exchange(request, BodyHandlers.ofInputStream());
    if (response.statusCode() / 100 == 2) {
      return response.body();
    }
    try (InputStream body = response.body()) {
      String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
      throw ApiProblem.of(request, answer(response, text));
    } catch (IOException e) {
      throw ServerAway.of(target, e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private HttpRequest request(Call call) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(target.url() + call.route().toString()))
            .timeout(call.patience())
            .header("User-Agent", "windlass")
            .method(call.method(), call.body());
    call.headers().forEach(request::header);
    target.token().ifPresent(t -> request.header("Authorization", "Bearer " + t.secret()));
    return request.build();
  }

  private <T> HttpResponse<T> exchange(HttpRequest request, BodyHandler<T> handler)
      throws InterruptedException {
    try {
      return client.send(request, handler);
    } catch (IOException e) {
      throw ServerAway.of(target, e);
    }
  }

  private static Answer answer(HttpResponse<?> response, String body) {
    String wait = response.headers().firstValue("Retry-After").orElse(null);
    return Answer.of(response.statusCode(), body, wait);
  }

  private static Answer successful(HttpRequest request, Answer answer) {
    if (!answer.successful()) {
      throw ApiProblem.of(request, answer);
    }
    return answer;
  }
}
