package dev.windlass.worker;

import dev.windlass.access.ProcessKey;
import dev.windlass.role.Role;
import dev.windlass.role.Roles;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.ConfigProvider;

/** The API that the configuration names, or that of this process. */
@ApplicationScoped
class InputsApi {
  private static final String NONE =
      "this process does not play the role api, and windlass.worker.api-url names none";

  private final Roles roles;
  private final WorkerConfig config;
  private final ProcessKey processKey;

  InputsApi(Roles roles, WorkerConfig config, ProcessKey processKey) {
    this.roles = roles;
    this.config = config;
    this.processKey = processKey;
  }

  RowsFrom rowsFrom() {
    return new RowsFrom(this::url, config.apiKey().orElseGet(processKey::text));
  }

  void warnWhereThereIsNone() {
    if (!isThere()) {
      Log.warn("Batch jobs over input rows will wait on this worker: " + NONE);
    }
  }

  private boolean isThere() {
    return config.apiUrl().isPresent() || roles.plays(Role.API);
  }

  private String url() {
    if (!isThere()) {
      throw new IllegalStateException(NONE);
    }
    return config.apiUrl().orElseGet(InputsApi::own);
  }

  private static String own() {
    return "http://127.0.0.1:"
        + ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);
  }
}
