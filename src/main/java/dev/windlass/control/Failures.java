package dev.windlass.control;

import io.quarkus.logging.Log;
import java.util.UUID;

/** What a front door answers when something fails that nobody refused. */
public final class Failures {
  private Failures() {}

  /** A refusal as it is, that of an outage, or one that names where the log tells the rest. */
  public static Refusal refusal(Throwable failure, String path) {
    return switch (failure) {
      case Refusal refusal -> refusal;
      case SecurityException refused -> Strangers.refusal(refused);
      default -> Outages.of(failure).orElseGet(() -> internal(failure, path));
    };
  }

  private static Refusal internal(Throwable failure, String path) {
    String id = UUID.randomUUID().toString();
    Log.errorf(failure, "%s failed, id %s", path, id);
    return new Refusal(
            ProblemCode.INTERNAL, "an unexpected failure; the log has it under the id " + id)
        .with("id", id);
  }
}
