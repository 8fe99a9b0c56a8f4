package dev.windlass.worker.handler;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.tracing.TracingPolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends a request to the very address that it is given, whatever the host's name stands for by
 * then; the name goes into the Host header, and the certificate has to be its. The JDK's own client
 * looks names up by itself. It asks no proxy, follows nothing and unpacks nothing.
 */
final class PinnedClient implements AutoCloseable {
  /** One byte more than is kept of an output, so that it is seen to have been longer. */
  private static final int BODY_BYTES = (32 << 10) + 1;

  private static final int HEADER_BYTES = 64 << 10;
  private static final int IDLE_SECONDS = 30;

  /** The slots of a worker bound it. */
  private static final int CONNECTIONS = 10_000;

  private final HttpClient kept;
  private final HttpClient fresh;

  /** What came back; of a long body only its beginning. */
  record Answer(int status, MultiMap headers, byte[] body) {
    Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }
  }

  /** The target closed the connection before it had answered. */
  static final class HungUp extends IOException {
    HungUp(String said) {
      super(said);
    }
  }

  PinnedClient(Vertx vertx, HttpClientOptions options, Duration connectTimeout) {
    options
        .setProtocolVersion(HttpVersion.HTTP_1_1)
        // An operation's step is the runner's.
        .setTracingPolicy(TracingPolicy.IGNORE)
        .setConnectTimeout((int) Math.clamp(connectTimeout.toMillis(), 1, Integer.MAX_VALUE))
        .setKeepAliveTimeout(IDLE_SECONDS)
        .setMaxHeaderSize(HEADER_BYTES);
    PoolOptions pool = new PoolOptions().setHttp1MaxSize(CONNECTIONS);
    kept = vertx.createHttpClient(options, pool);
    fresh = vertx.createHttpClient(new HttpClientOptions(options).setKeepAlive(false), pool);
  }

  /**
   * @param atMost until all that is kept of the answer is there; 0 is no limit
   */
  Answer send(RequestOptions request, Buffer body, Duration atMost)
      throws IOException, InterruptedException {
    return send(kept, request, body, atMost);
  }

  /** Over a connection of its own: where one that was kept is gone, its neighbours may be too. */
  Answer sendAnew(RequestOptions request, Buffer body, Duration atMost)
      throws IOException, InterruptedException {
    return send(fresh, request, body, atMost);
  }

  private static Answer send(
      HttpClient client, RequestOptions request, Buffer body, Duration atMost)
      throws IOException, InterruptedException {
    Exchange exchange = new Exchange();
    var answer =
        client
            .request(request)
            // Within one turn of the event loop: an answer that comes before somebody listens is
            // lost.
            .compose(sent -> exchange.send(sent, body).compose(PinnedClient::read))
            .toCompletionStage()
            .toCompletableFuture();
    try {
      return atMost.isZero() ? answer.get() : answer.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } catch (TimeoutException e) {
      throw new HttpTimeoutException("no answer within " + atMost);
    } finally {
      if (!answer.isDone()) {
        exchange.giveUp();
      }
    }
  }

  @Override
  public void close() {
    kept.close();
    fresh.close();
  }

  /** Reads a body to its end, so that the connection can be used again. */
  private static Future<Answer> read(HttpClientResponse response) {
    Promise<Answer> answer = Promise.promise();
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    response
        .handler(
            bytes ->
                kept.writeBytes(
                    bytes.getBytes(0, Math.min(bytes.length(), BODY_BYTES - kept.size()))))
        .exceptionHandler(answer::tryFail)
        .endHandler(
            end ->
                answer.tryComplete(
                    new Answer(response.statusCode(), response.headers(), kept.toByteArray())));
    return answer.future();
  }

  private static IOException failure(Throwable e) {
    String said = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return switch (e) {
      case HttpClosedException closed -> new HungUp(said);
      case ConnectException unreached -> unreached;
      case SocketException reset -> new HungUp(said);
      case IOException io -> io;
      default -> new IOException(said, e);
    };
  }

  /** A request that is given up is not sent any more, and its connection is closed. */
  private static final class Exchange {
    private HttpClientRequest sent;
    private boolean givenUp;

    synchronized Future<HttpClientResponse> send(HttpClientRequest request, Buffer body) {
      sent = request;
      if (givenUp) {
        request.reset();
        return Future.failedFuture("it was given up");
      }
      return body == null ? request.send() : request.send(body);
    }

    synchronized void giveUp() {
      givenUp = true;
      if (sent != null) {
        sent.reset();
      }
    }
  }
}
