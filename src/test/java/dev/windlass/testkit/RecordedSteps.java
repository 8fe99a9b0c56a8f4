package dev.windlass.testkit;

import dev.windlass.trace.Tracing;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;

/** OpenTelemetry in this JVM, whose traces stay here. */
public final class RecordedSteps implements AutoCloseable {
  /** As a sender writes it whose trace is recorded. */
  public static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";

  public static final String TRACEPARENT = "00-" + TRACE_ID + "-b7ad6b7169203331-01";

  private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
  private final OpenTelemetrySdk sdk =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                  .build())
          .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
          .build();

  public Tracing tracing() {
    return new Tracing(sdk);
  }

  /** Those that have ended, in that order. */
  public List<SpanData> all() {
    return exporter.getFinishedSpanItems();
  }

  @Override
  public void close() {
    sdk.close();
  }
}
