package dev.windlass.deploy;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Takes traces as a collector does, by OTLP over HTTP. Of the protocol's message it knows the few
 * fields that it asks for, by their numbers.
 */
final class TraceCollector implements AutoCloseable {
  /** Of an ExportTraceServiceRequest, a ResourceSpans and a ScopeSpans. */
  private static final int RESOURCE_SPANS = 1;

  private static final int SCOPE_SPANS = 2;
  private static final int SPANS = 2;

  /** Of a Span. */
  private static final int TRACE_ID = 1;

  private static final int SPAN_ID = 2;
  private static final int PARENT_ID = 4;
  private static final int NAME = 5;

  private final HttpServer server =
      HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  private final List<Span> spans = new CopyOnWriteArrayList<>();

  record Span(String trace, String id, String parent, String name) {}

  TraceCollector() throws IOException {
    server.createContext(
        "/v1/traces",
        exchange -> {
          spans.addAll(read(UnknownFieldSet.parseFrom(exchange.getRequestBody().readAllBytes())));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<Span> of(String trace) {
    return spans.stream().filter(span -> span.trace().equals(trace)).toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static List<Span> read(UnknownFieldSet request) {
    return parts(request, RESOURCE_SPANS).stream()
        .flatMap(resource -> parts(resource, SCOPE_SPANS).stream())
        .flatMap(scope -> parts(scope, SPANS).stream())
        .map(
            span ->
                new Span(
                    hex(span, TRACE_ID),
                    hex(span, SPAN_ID),
                    hex(span, PARENT_ID),
                    bytes(span, NAME).toStringUtf8()))
        .toList();
  }

  private static List<UnknownFieldSet> parts(UnknownFieldSet message, int field) {
    return message.getField(field).getLengthDelimitedList().stream()
        .map(TraceCollector::message)
        .toList();
  }

  private static UnknownFieldSet message(ByteString bytes) {
    try {
      return UnknownFieldSet.parseFrom(bytes);
    } catch (IOException e) {
      throw new AssertionError("no OTLP", e);
    }
  }

  private static String hex(UnknownFieldSet message, int field) {
    return HexFormat.of().formatHex(bytes(message, field).toByteArray());
  }

  private static ByteString bytes(UnknownFieldSet message, int field) {
    return message.getField(field).getLengthDelimitedList().stream()
        .findFirst()
        .orElse(ByteString.EMPTY);
  }
}
