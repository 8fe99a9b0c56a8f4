package dev.windlass.compat.xserver;

import dev.windlass.control.DefinitionKey;
import dev.windlass.control.Refusal;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The services, and the operations of each that the configuration exposes. */
@ApplicationScoped
class Catalogue {
  private static final Set<String> PRODUCT =
      Set.of(
          "XRuntime",
          "XLocate",
          "XTour",
          "XDima",
          "XCluster",
          "XRoute",
          "XMatch",
          "XLoad",
          "XData");

  private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+){0,2}|experimental");

  private final Set<String> services = new HashSet<>(PRODUCT);
  private final Map<Address, Operation> starts = new HashMap<>();
  private final Map<Address, Operation> fetches = new HashMap<>();

  Catalogue(XServerConfig config) {
    config.operations().forEach((key, operation) -> add(key, Operation.of(key, operation)));
  }

  /** {@code items} is null where the whole body is one calculation. */
  record Operation(
      String service,
      String start,
      String fetch,
      DefinitionKey definition,
      String items,
      String results) {
    static Operation of(String key, XServerConfig.Operation configured) {
      try {
        return new Operation(
            configured.service(),
            configured.start(),
            configured.fetch(),
            DefinitionKey.parse(configured.definition()),
            configured.items().orElse(null),
            configured.results());
      } catch (Refusal e) {
        throw wrong(key, e.getMessage());
      }
    }

    /** {@code fetchLocationsBulkResponse} gives a {@code LocationsBulkResponse}. */
    String responseType() {
      return fetch.startsWith("fetch") ? fetch.substring("fetch".length()) : fetch;
    }
  }

  private record Address(String service, String operation) {}

  /** A wrong operation ends the program, not the first request that comes to it. */
  void check(@Observes StartupEvent event) {}

  void require(String service, String version) {
    if (!services.contains(service)) {
      throw new Fault(Fault.Kind.NOT_CONFIGURED, "there is no service " + service);
    }
    if (version != null && !VERSION.matcher(version).matches()) {
      throw new Fault(Fault.Kind.NOT_CONFIGURED, "there is no version " + version);
    }
  }

  Optional<Operation> started(String service, String name) {
    return Optional.ofNullable(starts.get(new Address(service, name)));
  }

  Optional<Operation> fetched(String service, String name) {
    return Optional.ofNullable(fetches.get(new Address(service, name)));
  }

  private void add(String key, Operation operation) {
    services.add(operation.service());
    Operation start = starts.put(new Address(operation.service(), operation.start()), operation);
    Operation fetch = fetches.put(new Address(operation.service(), operation.fetch()), operation);
    if (start != null || fetch != null) {
      throw wrong(key, "another operation of " + operation.service() + " is called the same");
    }
  }

  private static IllegalArgumentException wrong(String key, String why) {
    return new IllegalArgumentException("windlass.xserver.operations." + key + ": " + why);
  }
}
