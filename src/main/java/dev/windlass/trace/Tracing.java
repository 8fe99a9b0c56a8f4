package dev.windlass.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Makes the steps of traces; none at all unless OpenTelemetry is switched on. */
@Singleton
public final class Tracing {
  public static final Tracing OFF = new Tracing(OpenTelemetry.noop());

  private static final String EVENT_TYPE = "ce_type";

  private static final TextMapGetter<Trace> HEADERS =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Trace trace) {
          return List.of(Trace.PARENT, Trace.STATE);
        }

        @Override
        public String get(Trace trace, String key) {
          return Trace.PARENT.equals(key) ? trace.parent() : trace.state();
        }
      };

  private final Tracer tracer;
  private final boolean off;

  @Inject
  public Tracing(OpenTelemetry telemetry) {
    tracer = telemetry.getTracer("dev.windlass");
    off = telemetry.getPropagators().getTextMapPropagator().fields().isEmpty();
  }

  /** Nothing is ever recorded. */
  public boolean off() {
    return off;
  }

  /** What is sent to a topic, within the present step or as the first one of a trace. */
  public Step sending(String topic) {
    return Step.enter(
        messaging(tracer.spanBuilder("send " + topic), topic, "send")
            .setSpanKind(SpanKind.PRODUCER));
  }

  /** What is done about a record. */
  public Step processing(String topic, Headers headers) {
    return received(topic, headers).map(Step::enter).orElse(Step.NONE);
  }

  /** The same, for what was done for many records at once and is over now. */
  public void processed(String topic, Headers headers, Instant began) {
    received(topic, headers).ifPresent(span -> span.setStartTimestamp(began).startSpan().end());
  }

  /** What is done of one's own accord. */
  public Step doing(String name, Trace from) {
    return off || from.none()
        ? Step.NONE
        : Step.enter(tracer.spanBuilder(name).setParent(context(from)));
  }

  private Optional<SpanBuilder> received(String topic, Headers headers) {
    Trace from = off ? Trace.NONE : Trace.of(headers);
    if (from.none()) {
      return Optional.empty();
    }
    SpanBuilder span =
        messaging(tracer.spanBuilder("process " + topic), topic, "process")
            .setSpanKind(SpanKind.CONSUMER)
            .setParent(context(from));
    Header type = headers.lastHeader(EVENT_TYPE);
    return Optional.of(
        type == null
            ? span
            : span.setAttribute("cloudevents.event_type", new String(type.value(), UTF_8)));
  }

  private static SpanBuilder messaging(SpanBuilder span, String topic, String operation) {
    return span.setAttribute("messaging.system", "kafka")
        .setAttribute("messaging.destination.name", topic)
        .setAttribute("messaging.operation.type", operation);
  }

  private static Context context(Trace trace) {
    return W3CTraceContextPropagator.getInstance().extract(Context.root(), trace, HEADERS);
  }
}
