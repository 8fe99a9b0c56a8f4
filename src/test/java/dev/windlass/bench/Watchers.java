package dev.windlass.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

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

  /** One answer to a long poll: when it was asked for, and when it came. */
  record Answer(String job, long askedMillis, long cameMillis) {}

  /** What all of them have seen since {@link #begin}. */
  static final class Seen {
    private final Queue<Double> streamed = new ConcurrentLinkedQueue<>();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean counts;

    /** What was sent before, while others were still connecting, is left out. */
    void begin() {
      counts = true;
    }

    void end() {
      counts = false;
    }

    void streamed(double millis) {
      if (counts) {
        streamed.add(millis);
      }
    }

    void answered(Answer answer) {
      if (counts) {
        answers.add(answer);
      }
    }

    void failed(String why) {
      failures.add(why);
    }

    List<Double> streamed() {
      return List.copyOf(streamed);
    }

    List<Answer> answers() {
      return List.copyOf(answers);
    }

    List<String> failures() {
      return List.copyOf(failures);
    }
  }

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
        .compose(response -> response.body().map(body -> response.statusCode()))
        .onSuccess(status -> answered(number, job, asked, status))
        .onFailure(failure -> failed("a long poll failed: " + failure));
  }

  /** Those that have been sent anything by now. */
  int connected() {
    return (int) streams.stream().filter(StreamReader::open).count() + answered.size();
  }

  void check(LoggedEvents logged) {
    for (int i = 0; i < streams.size(); i++) {
      streams.get(i).check(logged.of(streamed.get(i)));
    }
  }

  @Override
  public void close() {
    closing = true;
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private void answered(int number, String job, long asked, int status) {
    if (closing) {
      return;
    }
    if (status != 200) {
      failed("a long poll was answered " + status);
      return;
    }
    answered.add(number);
    seen.answered(new Answer(job, asked, System.currentTimeMillis()));
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
