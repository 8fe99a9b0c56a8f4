package dev.windlass.api;

import dev.windlass.control.StoredInput;
import dev.windlass.control.Times;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Uploaded rows, without the rows. */
@Schema(name = "Input")
record InputJson(
    @Schema(examples = "in_01J9ZP4T0V3M8K6Q2W7X5Y1R0A") String id,
    String namespace,
    String contentType,
    int rows,
    int pages,
    long bytes,
    List<String> columns,
    String createdTime) {
  static InputJson of(StoredInput input) {
    return new InputJson(
        input.id(),
        input.namespace(),
        input.contentType(),
        input.rows(),
        input.pages(),
        input.bytes(),
        input.columns(),
        Times.text(input.createdAt()));
  }
}
