package dev.windlass.job;

import dev.windlass.testkit.Written;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/job-lifecycle.md says what the code does, because it is written from it. */
class LifecycleDocTest {
  private static final Path DOC = Path.of("docs", "job-lifecycle.md");

  @Test
  void theDocumentationSaysWhatTheCodeDoes() {
    Written.check(DOC, document());
  }

  private static String document() {
    Set<Step> steps = Lifecycle.steps();
    return """
        # The life of a batch job

        Written from the code by `LifecycleDocTest`; change the code, then run
        `./mvnw test -Dtest=LifecycleDocTest -Dwindlass.write`.

        ## What a directive does in which status

        A create of a batch job that is there is a repeat: it is answered as before and changes
        nothing. Everything that is not listed here is refused with the present status, and nothing
        changes.

        %s
        ## How many sub-jobs may fail

        However few sub-jobs fail, a batch job of which one failed is failed in the end; a failed
        operation that `failuresToIgnore` covers fails no sub-job. A `failureBudget` says when it is
        not worth going on: when more sub-jobs than it tolerates are failed or invalid. It stands in
        the definition, and a create may bring another instead; `count` is a number, `percent` is of
        all sub-jobs, rounded down but never below `minimum`, and of both the lesser holds.

        - It is decided with the progress that breaks it: no grant goes out after that. What was
          granted before may still fail, so that more can have failed in the end than broke it.
        - `onBreach: fail`: what runs is interrupted as by a stop (`stopping`), then the batch job is
          `failed`, and failureReason names the budget. Counts and results stay, and a start with
          `only: failed` runs all that did not complete without failures.
        - `onBreach: pause`: each sub-job ends its running operation (`pausing`), then it is `paused`,
          with failureReason, and waitingFor says `failure budget`. Where a pause until an instant is
          under way, that instant is dropped. An unpause goes on, and the failures so far are
          forgiven: the budget counts from there.
        - Every start counts afresh, one with `only: failed` too; what an older start failed is not
          counted. A stop or a delete that is under way is stronger than the budget.

        ## From status to status

        An arrow's words are the event that tells of the step.

        ```mermaid
        stateDiagram-v2
        %s```

        ## Every event that moves a batch job

        | event | from | to |
        |---|---|---|
        %s"""
        .formatted(table(), diagram(steps), events(steps));
  }

  private static String table() {
    StringBuilder text =
        new StringBuilder("| directive | accepted in | does | then it is |\n|---|---|---|---|\n");
    for (Verb verb : Verb.values()) {
      if (verb == Verb.CREATE || verb == Verb.STOP_AND_KEEP) {
        continue;
      }
      Map<String, String> rows = new LinkedHashMap<>();
      for (JobStatus status : JobStatus.values()) {
        Optional<DirectiveTable.Action> action =
            DirectiveTable.action(verb.kind, verb == Verb.START_ONLY_FAILED, status);
        action.ifPresent(
            does ->
                rows.merge(
                    does.meaning() + " | " + outcome(verb, status),
                    status.label(),
                    (a, b) -> a + ", " + b));
      }
      rows.forEach(
          (does, in) -> text.append("| %s | %s | %s |\n".formatted(verb.label(), in, does)));
    }
    return text.toString();
  }

  /** Where it leads, once with a worker that holds a grant and once without. */
  private static String outcome(Verb verb, JobStatus status) {
    return java.util.Arrays.stream(Situation.values())
        .filter(situation -> situation.status() == status)
        .map(
            situation -> {
              JobScene scene = situation.reached();
              DirectiveOutcome outcome = verb.say(scene);
              return outcome.state() == DirectiveOutcome.State.APPLIED
                  ? scene.last().get(0).header().status().label()
                  : "refused: " + outcome.code();
            })
        .distinct()
        .collect(Collectors.joining(" or "));
  }

  private static String diagram(Set<Step> steps) {
    StringBuilder text = new StringBuilder();
    for (JobStatus status : JobStatus.values()) {
      if (!node(status).equals(status.label())) {
        text.append("    state \"%s\" as %s\n".formatted(status.label(), node(status)));
      }
    }
    for (Step step : steps) {
      text.append(
          "    %s --> %s: %s\n".formatted(node(step.from()), node(step.to()), step.event()));
    }
    return text.toString();
  }

  /** Mermaid takes no hyphen in a state's name. */
  private static String node(JobStatus status) {
    return status == null ? "[*]" : status.label().replace("-", "");
  }

  private static String events(Set<Step> steps) {
    Map<String, Map<String, Set<String>>> byEvent = new java.util.TreeMap<>();
    for (Step step : steps) {
      byEvent
          .computeIfAbsent(step.event(), e -> new LinkedHashMap<>())
          .computeIfAbsent(label(step.to()), to -> new java.util.LinkedHashSet<>())
          .add(label(step.from()));
    }
    StringBuilder text = new StringBuilder();
    byEvent.forEach(
        (event, targets) ->
            targets.forEach(
                (to, from) ->
                    text.append(
                        "| %s | %s | %s |\n".formatted(event, String.join(", ", from), to))));
    return text.toString();
  }

  private static String label(JobStatus status) {
    return status == null ? "(none)" : status.label();
  }
}
