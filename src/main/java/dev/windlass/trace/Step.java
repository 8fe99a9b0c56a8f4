package dev.windlass.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.HashMap;
import java.util.Map;

/**
 * One step of a trace (a span), from its making until it is closed by the same thread. Lines that
 * the thread logs meanwhile have its ids.
 */
public final class Step implements AutoCloseable {
  /** Of no trace: operations by the million pass through it. */
  public static final Step NONE = new Step(Span.getInvalid(), Scope.noop(), Trace.NONE);

  private final Span span;
  private final Scope scope;
  private final Trace trace;

  private Step(Span span, Scope scope, Trace trace) {
    this.span = span;
    this.scope = scope;
    this.trace = trace;
  }

  static Step enter(SpanBuilder builder) {
    Span span = builder.startSpan();
    return span.isRecording() ? new Step(span, span.makeCurrent(), of(span)) : NONE;
  }

  /** What is to follow from this step carries it. */
  public Trace trace() {
    return trace;
  }

  /** That of the step which the present thread is in, whoever made it. */
  public static Trace current() {
    return of(Span.current());
  }

  public Step with(String attribute, String value) {
    if (this != NONE && value != null) {
      span.setAttribute("windlass." + attribute, value);
    }
    return this;
  }

  public Step with(String attribute, long value) {
    if (this != NONE) {
      span.setAttribute("windlass." + attribute, value);
    }
    return this;
  }

  public void failed(String why) {
    span.setStatus(StatusCode.ERROR, why == null ? "" : why);
  }

  @Override
  public void close() {
    if (this != NONE) {
      scope.close();
      span.end();
    }
  }

  private static Trace of(Span span) {
    if (!span.getSpanContext().isSampled()) {
      return Trace.NONE;
    }
    Map<String, String> headers = new HashMap<>();
    W3CTraceContextPropagator.getInstance().inject(Context.root().with(span), headers, Map::put);
    return new Trace(headers.get(Trace.PARENT), headers.get(Trace.STATE));
  }
}
