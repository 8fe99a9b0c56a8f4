package dev.windlass.compat.openspecimen;

import dev.windlass.view.BatchJobRow;
import jakarta.ws.rs.core.StreamingOutput;

/** What runs have left behind. */
interface RunOutput {
  /** Whether there is anything, or will be as soon as all of it has arrived. */
  boolean exists(BatchJobRow ended);

  /** Null where it has not arrived yet. */
  StreamingOutput csv(BatchJobRow ended);
}
