package dev.windlass.compat.openspecimen;

import dev.windlass.compat.openspecimen.ScheduledJob.Type;
import dev.windlass.control.DefinitionKey;
import dev.windlass.control.Definitions;
import dev.windlass.control.NewBatchJob;
import dev.windlass.job.Creation.OnOverlap;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;

/** What scheduled jobs run. */
@ApplicationScoped
class Tasks {
  /** On every batch job that a scheduled job starts, with its id. */
  static final String LABEL = "scheduled-job";

  private final Definitions definitions;
  private final OpenSpecimenConfig config;

  Tasks(Definitions definitions, OpenSpecimenConfig config) {
    this.definitions = definitions;
    this.config = config;
  }

  /** Refused where there is none. */
  DefinitionKey check(ScheduledJob job) {
    DefinitionKey key = key(job);
    if (key == null || definitions.find(key).isEmpty()) {
      throw job.type() == Type.QUERY
          ? new UserError(
              ErrorCode.QUERY_REQ,
              "the query %s is none, or its definition is not there".formatted(job.savedQuery()))
          : new UserError(
              ErrorCode.INVALID_TASK_IMPL_FQN,
              "'%s' names no definition in the namespace '%s'"
                  .formatted(job.taskImplFqn(), config.namespace()));
    }
    return key;
  }

  /** Null where the query is none, or is no longer. */
  DefinitionKey key(ScheduledJob job) {
    return switch (job.type()) {
      case INTERNAL -> new DefinitionKey(config.namespace(), job.taskImplFqn());
      case QUERY -> reference(config.queries().get(job.savedQuery()));
    };
  }

  /**
   * @param args of one run; null and blank stand for those of the job
   */
  NewBatchJob batchJob(long id, ScheduledJob job, DefinitionKey key, String args) {
    String words = args == null || args.isBlank() ? job.fixedArgs() : args;
    return new NewBatchJob(
        key,
        config.subJobs().getOrDefault(key.name(), 1),
        null,
        null,
        null,
        null,
        arguments(words),
        Map.of(LABEL, Long.toString(id)),
        true,
        OnOverlap.SKIP,
        LABEL + "/" + id);
  }

  static Map<String, Object> arguments(String words) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    if (words == null || words.isBlank()) {
      return arguments;
    }
    arguments.put("args", words.strip());
    int number = 0;
    for (String word : words.strip().split("\\s+")) {
      arguments.put("arg" + ++number, word);
    }
    return arguments;
  }

  private static DefinitionKey reference(String reference) {
    return reference == null ? null : DefinitionKey.parse(reference);
  }
}
