package dev.windlass.bench;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Very many clients of one API, all in this process, each with a connection of its own. */
final class Watchers implements AutoCloseable {
  /** As long as a client waits at least before it hears of a change, if it says nothing else. */
  static final int PERIOD_MILLIS = 1000;

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient streaming;
  private final HttpClient polling;
  private final Seen seen = new Seen();
  private final List<StreamReader> streams = new ArrayList<>();
  private final List<String> streamed = new ArrayList<>();
  private final Set<Integer> answered = ConcurrentHashMap.newKeySet();
  private volatile boolean closing;

  Watchers(String root, int most) {
    streaming = client(root, most);
    polling = client(root, most);
  }

  Seen seen() {
    return seen;
  }

  void stream(String job) {
    StreamReader reader = new StreamReader(job, seen);
    streams.add(reader);
    streamed.add(job);
    streaming
        .request(HttpMethod.GET, "/v1/batch-jobs/" + job + "/events")
        .compose(HttpClientRequest::send)
        .onSuccess(reader::read)
        .onFailure(failure -> failed("a stream was not opened: " + failure));
  }

  /** Asks again and again. */
  void poll(int number, String job) {
    long asked = System.currentTimeMillis();
    polling
        .request(
            HttpMethod.GET,
            "/v1/batch-jobs/%s/watch?subJobs=0&progressUpdatePeriod=%d"
                .formatted(job, PERIOD_MILLIS))
        .compose(HttpClientRequest::send)
        .compose(response -> response.body().map(body -> refusal(response, body)))
        .onSuccess(refusal -> answered(number, job, asked, refusal))
        .onFailure(failure -> failed("a long poll failed: " + failure));
  }

  /** Those that have been sent anything by now. */
  int connected() {
    return (int) streams.stream().filter(StreamReader::open).count() + answered.size();
  }

  /** When nothing more comes. */
  void check(LoggedEvents logged) {
    for (int i = 0; i < streams.size(); i++) {
      streams.get(i).check(logged.of(streamed.get(i)));
    }
  }

  @Override
  public void close() {
    if (!closing) {
      closing = true;
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  /** Empty where it was answered. */
  private static String refusal(HttpClientResponse response, Buffer body) {
    return response.statusCode() == 200 ? "" : response.statusCode() + ": " + body;
  }

  private void answered(int number, String job, long asked, String refusal) {
    if (closing) {
      return;
    }
    if (!refusal.isEmpty()) {
      failed("a long poll was answered " + refusal);
      return;
    }
    answered.add(number);
    seen.answered(new Seen.Answer(job, asked, System.currentTimeMillis()));
    poll(number, job);
  }

  private void failed(String why) {
    if (!closing) {
      seen.failed(why);
    }
  }

  private HttpClient client(String root, int most) {
    URI address = URI.create(root);
    return vertx.createHttpClient(
        new HttpClientOptions()
            .setDefaultHost(address.getHost())
            .setDefaultPort(address.getPort())
            .setMaxPoolSize(most));
  }
}
