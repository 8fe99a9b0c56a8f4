package dev.windlass.worker.handler;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The handlers of this program, by name. */
public final class Handlers {
  private final Map<String, OperationHandler> byName = new TreeMap<>();

  public Handlers(Iterable<OperationHandler> handlers) {
    for (OperationHandler handler : handlers) {
      OperationHandler other = byName.putIfAbsent(handler.name(), handler);
      if (other != null) {
        throw new IllegalStateException(
            "two handlers are named '%s': %s and %s; rename one"
                .formatted(
                    handler.name(), other.getClass().getName(), handler.getClass().getName()));
      }
    }
  }

  public Optional<OperationHandler> find(String name) {
    return Optional.ofNullable(name).map(byName::get);
  }

  public Iterable<String> names() {
    return byName.keySet();
  }
}
