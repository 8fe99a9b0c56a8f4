package dev.windlass.view;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.util.List;
import java.util.Optional;

/** The fleet. */
@ApplicationScoped
@ActivateRequestContext
public class Workers {
  public List<WorkerRow> list() {
    return WorkerView.find("order by name, incarnation").project(WorkerRow.class).list();
  }

  public Optional<WorkerRow> find(String incarnation) {
    return WorkerView.find("incarnation = ?1", incarnation)
        .project(WorkerRow.class)
        .firstResultOptional();
  }
}
