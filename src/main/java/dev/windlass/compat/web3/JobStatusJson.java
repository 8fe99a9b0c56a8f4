package dev.windlass.compat.web3;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.windlass.compat.web3.JobStatusRepr.Data;
import dev.windlass.compat.web3.JobStatusRepr.Progress;
import dev.windlass.control.Times;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

/** Jobs and errors as JSON; what is not there is null. */
final class JobStatusJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final JsonGenerator out;
  private final Web3Config.JsonDates dates;

  private JobStatusJson(JsonGenerator out, Web3Config.JsonDates dates) {
    this.out = out;
    this.dates = dates;
  }

  private interface Content {
    void write(JobStatusJson json) throws IOException;
  }

  static byte[] job(JobStatusRepr job, Web3Config.JsonDates dates) {
    return written(dates, json -> json.write(job));
  }

  static byte[] jobs(List<JobStatusRepr> jobs, Web3Config.JsonDates dates) {
    return written(
        dates,
        json -> {
          json.out.writeStartArray();
          for (JobStatusRepr job : jobs) {
            json.write(job);
          }
          json.out.writeEndArray();
        });
  }

  static byte[] error(String code, String message) {
    return written(
        Web3Config.JsonDates.ISO,
        json -> {
          json.out.writeStartObject();
          json.out.writeStringField("Code", code);
          json.out.writeStringField("Message", message);
          json.out.writeEndObject();
        });
  }

  private static byte[] written(Web3Config.JsonDates dates, Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      content.write(new JobStatusJson(out, dates));
    } catch (IOException e) {
      throw new UncheckedIOException("what is written into memory can't fail", e);
    }
    return bytes.toByteArray();
  }

  private void write(JobStatusRepr job) throws IOException {
    out.writeStartObject();
    out.writeStringField("Id", job.id());
    out.writeStringField("Address", job.address());
    out.writeStringField("Identity", job.identity());
    out.writeStringField("WorkerId", job.workerId());
    out.writeStringField("StatusMessage", job.statusMessage());
    date("Created", job.created());
    date("Updated", job.updated());
    date("Completed", job.completed());
    write(job.progress());
    write(job.jobData());
    out.writeNumberField("JobType", job.type().number());
    out.writeNumberField("Status", job.state().number());
    out.writeStringField("Parameters", job.parameters());
    out.writeEndObject();
  }

  private void write(Progress progress) throws IOException {
    out.writeObjectFieldStart("Progress");
    date("Started", progress.started());
    out.writeNumberField("Count", progress.count());
    if (progress.target() == null) {
      out.writeNullField("Target");
    } else {
      out.writeNumberField("Target", progress.target());
    }
    out.writeEndObject();
  }

  private void write(List<Data> references) throws IOException {
    out.writeArrayFieldStart("JobData");
    for (Data data : references) {
      out.writeStartObject();
      out.writeStringField("Id", data.id());
      out.writeStringField("Address", data.address());
      out.writeStringField("ContentType", data.contentType());
      out.writeStringField("Name", data.name());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void date(String name, Instant instant) throws IOException {
    out.writeFieldName(name);
    if (instant == null) {
      out.writeNull();
      return;
    }
    switch (dates) {
      case ISO -> out.writeString(Times.text(instant));
      case MICROSOFT -> out.writeRawValue("\"\\/Date(" + instant.toEpochMilli() + ")\\/\"");
    }
  }
}
