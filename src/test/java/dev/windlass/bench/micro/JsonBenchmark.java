package dev.windlass.bench.micro;

import dev.windlass.job.Begun;
import dev.windlass.job.Claim;
import dev.windlass.job.Progress;
import dev.windlass.projection.SampleJob;
import dev.windlass.wire.EventCodec;
import dev.windlass.wire.EventRecord;
import dev.windlass.wire.Json;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The records that are many: an event with its header and a page, a claim, progress. */
@State(Scope.Thread)
public class JsonBenchmark {
  private EventRecord event;
  private Headers headers;
  private byte[] value;
  private byte[] claim;
  private byte[] progress;

  @Setup
  public void setUp() {
    SampleJob job = SampleJob.of(1, 0, 1_000_000);
    job.created();
    job.started(false);
    event =
        job.changed(
            SampleJob.counts(999_376, 1, 600, 23),
            job.page(0, "c300f23c300rw400", new Begun(623, 0, 1, 1, 0, 1)));
    headers = EventCodec.headers(event);
    value = EventCodec.value(event);
    claim = Json.write(new Claim(job.id(), 17, 1, "worker-1/1763787600000", 3, false));
    progress = Json.write(progress(job));
  }

  @Benchmark
  public byte[] writeEvent() {
    return EventCodec.value(event);
  }

  @Benchmark
  public Headers writeEventHeaders() {
    return EventCodec.headers(event);
  }

  @Benchmark
  public EventRecord readEvent() {
    return EventCodec.read(headers, value);
  }

  @Benchmark
  public Claim readClaim() {
    return Json.read(claim, Claim.class);
  }

  @Benchmark
  public Progress readProgress() {
    return Json.read(progress, Progress.class);
  }

  private static Progress progress(SampleJob job) {
    Begun current = new Begun(623, 0, 1, 1, 0, 1);
    Progress.GrantProgress grant =
        new Progress.GrantProgress(
            4, "n-4", "c300f23c300", 1247, 23, current, 0, false, false, 990_000, 4711);
    return new Progress(job.id(), "worker-1/1763787600000", 3, false, List.of(grant));
  }
}
