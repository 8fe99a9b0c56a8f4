package dev.windlass.control;

import dev.windlass.job.Creation;
import dev.windlass.job.Definition;
import dev.windlass.job.Directive;
import dev.windlass.job.DirectiveKind;
import dev.windlass.job.InputRef;
import dev.windlass.job.JobId;
import dev.windlass.job.Snapshot;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** The create directive of a batch job, once what it asks for is known to be possible. */
@ApplicationScoped
class NewDirectives {
  private final Definitions definitions;
  private final Inputs inputs;
  private final Numbers numbers;

  NewDirectives(Definitions definitions, Inputs inputs, Numbers numbers) {
    this.definitions = definitions;
    this.inputs = inputs;
    this.numbers = numbers;
  }

  /** What is asked for, with the definition and the input as they are now. */
  record Possible(NewBatchJob asked, Definition definition, InputRef input) {
    /** Null where any number of batch jobs may run at a time. */
    String serialKey() {
      return definition.runs() == Definition.Runs.ONE ? definition.name() : asked.serialKey();
    }

    Directive directive(JobId id, String serialKey, long number, String requestedBy, Instant now) {
      Snapshot snapshot = asked.start() ? Snapshot.of(definition) : null;
      return new Directive(
          id.toString(),
          id,
          DirectiveKind.CREATE,
          requestedBy,
          now,
          null,
          creation(serialKey, number),
          snapshot);
    }

    private Creation creation(String serialKey, long number) {
      return new Creation(
          definition.namespace(),
          definition.name(),
          input == null ? asked.subJobs() : input.rows(),
          input,
          asked.maxConcurrent(),
          asked.jobsPerSecond(),
          asked.failureBudget(),
          asked.arguments(),
          asked.labels(),
          asked.start(),
          asked.onOverlap(),
          serialKey,
          number);
    }
  }

  /** Throws the refusal of all that is wrong with it. */
  Possible check(NewBatchJob asked) {
    Definition definition = definitions.get(asked.definition()).definition();
    InputRef input = asked.input() == null ? null : input(asked);
    int subJobs = input == null ? asked.subJobs() : input.rows();
    BatchJobRules.check(asked, definition, subJobs, definitions.rules());
    return new Possible(asked, definition, input);
  }

  Directive numbered(
      Possible possible, JobId id, String serialKey, String requestedBy, Instant now) {
    return possible.directive(id, serialKey, numbers.next(), requestedBy, now);
  }

  private InputRef input(NewBatchJob asked) {
    StoredInput input = inputs.get(asked.input());
    if (!input.namespace().equals(asked.definition().namespace())) {
      throw Refusal.invalid(
          "input",
          asked.input(),
          "must be of the definition's namespace '"
              + asked.definition().namespace()
              + "', it is of '"
              + input.namespace()
              + "'");
    }
    return input.ref();
  }
}
