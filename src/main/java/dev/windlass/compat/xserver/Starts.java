package dev.windlass.compat.xserver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.compat.xserver.Catalogue.Operation;
import dev.windlass.control.BatchJobService;
import dev.windlass.control.BatchJobService.Created;
import dev.windlass.control.Inputs;
import dev.windlass.control.NewBatchJob;
import dev.windlass.control.ProblemCode;
import dev.windlass.control.Refusal;
import dev.windlass.control.StrictJson;
import dev.windlass.job.Creation.OnOverlap;
import dev.windlass.job.JobHeader;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes a batch job of a start's body: its members are the arguments, and each element of the array
 * that the configuration names is a row, and so a sub-job.
 */
@ApplicationScoped
class Starts {
  private static final TypeReference<LinkedHashMap<String, Object>> MAP = new TypeReference<>() {};

  /** What an element is called in its row where it is no object. */
  private static final String VALUE = "value";

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final BatchJobService service;
  private final Inputs inputs;
  private final XServerConfig config;

  Starts(BatchJobService service, Inputs inputs, XServerConfig config) {
    this.service = service;
    this.inputs = inputs;
    this.config = config;
  }

  JobJson start(Operation operation, ObjectNode body, String requestedBy) {
    body.remove(Bodies.IGNORED);
    if (operation.items() == null) {
      return create(operation, 1, null, body, requestedBy);
    }
    byte[] rows = rows(operation.items(), Bodies.required(body, operation.items()));
    body.remove(operation.items());
    String input = upload(operation, rows);
    boolean created = false;
    try {
      JobJson job = create(operation, null, input, body, requestedBy);
      created = true;
      return job;
    } finally {
      if (!created) {
        forget(input);
      }
    }
  }

  private JobJson create(
      Operation operation, Integer subJobs, String input, ObjectNode body, String requestedBy) {
    NewBatchJob asked =
        new NewBatchJob(
            operation.definition(),
            subJobs,
            input,
            null,
            null,
            null,
            arguments(body),
            Map.of(),
            true,
            OnOverlap.QUEUE_ONE);
    try {
      Created created = service.create(asked, null, requestedBy);
      return started(created);
    } catch (Refusal e) {
      throw e.code() == ProblemCode.RUN_IN_PROGRESS ? e.retryAfter(RETRY_AFTER) : e;
    }
  }

  /** It is in the log, whether or not its first event came in time. */
  private static JobJson started(Created created) {
    JobHeader header = created.outcome().header();
    return header == null
        ? new JobJson(created.outcome().directive().job().toString(), JobState.QUEUING, null, 0)
        : JobJson.of(header, JobState.QUEUING, header.createdTime());
  }

  private static Map<String, Object> arguments(ObjectNode body) {
    return StrictJson.MAPPER.convertValue(body, MAP);
  }

  private byte[] rows(String name, JsonNode items) {
    if (!items.isArray()) {
      throw Fault.invalid(name, items, "must be an array");
    }
    if (items.isEmpty() || items.size() > config.maxItems()) {
      String rule = "must have 1 to " + config.maxItems() + " elements";
      throw Fault.invalid(name, "an array of " + items.size(), rule);
    }
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    for (int i = 0; i < items.size(); i++) {
      rows.writeBytes(row(name + "[" + i + "]", items.get(i)));
      rows.write('\n');
    }
    return rows.toByteArray();
  }

  private static byte[] row(String name, JsonNode item) {
    if (item.isObject() && item.isEmpty()) {
      throw Fault.invalid(name, item, "must have a member");
    }
    JsonNode row = item.isObject() ? item : StrictJson.MAPPER.createObjectNode().set(VALUE, item);
    try {
      return StrictJson.MAPPER.writeValueAsBytes(row);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was read as JSON can't be written", e);
    }
  }

  private String upload(Operation operation, byte[] rows) {
    try {
      return inputs
          .upload(
              operation.definition().namespace(),
              Inputs.Format.NDJSON,
              new ByteArrayInputStream(rows))
          .id();
    } catch (Refusal e) {
      throw e.code() == ProblemCode.INVALID_INPUT
          ? Fault.invalid(operation.items(), null, "cannot be kept: " + e.getMessage())
          : e;
    }
  }

  /** A batch job that may have been created keeps its rows: the delete is refused then. */
  private void forget(String input) {
    try {
      inputs.delete(input);
    } catch (Refusal e) {
      Log.infof("The rows %s of a start that was refused stay: %s", input, e.getMessage());
    }
  }
}
