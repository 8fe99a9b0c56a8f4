package dev.windlass.compat.xserver;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.compat.xserver.Catalogue.Operation;
import dev.windlass.control.StrictJson;
import dev.windlass.job.JobHeader;
import dev.windlass.view.OperationRow;
import dev.windlass.view.SubJobRow;
import dev.windlass.view.SubJobs;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The response that a fetch gives: what the last operation of each sub-job told. */
@ApplicationScoped
class Results {
  private static final String TYPE = "$type";

  private final SubJobs subJobs;

  Results(SubJobs subJobs) {
    this.subJobs = subJobs;
  }

  void write(Operation operation, JobHeader job, OutputStream out) throws IOException {
    try (JsonGenerator json = StrictJson.MAPPER.createGenerator(out)) {
      if (operation.items() == null && job.subJobs() == 1) {
        one(operation, job, json);
      } else {
        many(operation, job, json);
      }
    }
  }

  /** An object is the response; anything else is a member of one. */
  private void one(Operation operation, JobHeader job, JsonGenerator json) throws IOException {
    List<SubJobRow> rows = subJobs.list(job, Set.of(), -1, 1);
    Object result = result(rows.getFirst(), subJobs.lastOperations(job, rows).get(0));
    if (result instanceof ObjectNode || result instanceof Suppressed) {
      json.writePOJO(result);
    } else {
      json.writeStartObject();
      json.writeStringField(TYPE, operation.responseType());
      json.writePOJOField("result", result);
      json.writeEndObject();
    }
  }

  private void many(Operation operation, JobHeader job, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField(TYPE, operation.responseType());
    json.writeArrayFieldStart(operation.results());
    subJobs.walk(job, (row, last) -> json.writePOJO(result(row, last)));
    json.writeEndArray();
    json.writeEndObject();
  }

  /** What stands in the place of a result that could not be calculated. */
  record Suppressed(FaultJson suppressedException) {
    static Suppressed of(String message) {
      return new Suppressed(FaultJson.of(Fault.Kind.PROCESSING, message, Map.of()));
    }
  }

  /** Null where the operation told nothing. */
  static Object result(SubJobRow row, OperationRow last) {
    if (last != null) {
      return last.error() == null ? output(last.output()) : Suppressed.of(last.error());
    }
    return switch (row.status()) {
      case COMPLETED, COMPLETED_WITH_ERRORS -> null;
      case FAILED, INVALID -> Suppressed.of("the calculation failed and told nothing");
      case CREATED, WAITING, GRANTED, RUNNING, PAUSED, STOPPED ->
          Suppressed.of("not calculated: the job was stopped before");
    };
  }

  /** JSON where it is an object or an array, otherwise text. */
  private static Object output(String text) {
    if (text == null || !text.startsWith("{") && !text.startsWith("[")) {
      return text;
    }
    try {
      return StrictJson.MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      return text;
    }
  }
}
