package dev.windlass.cli.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.Documents;
import dev.windlass.cli.client.ExitCode;
import dev.windlass.cli.command.ClientCommand;
import dev.windlass.cli.command.Confirmation;
import dev.windlass.cli.command.Durations;
import dev.windlass.cli.output.Output;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * A directive to batch jobs: to those that are named, one after the other, or to all that filters
 * find, in the background of the server.
 */
abstract class DirectiveCommand extends ClientCommand {
  private static final Duration LONGEST = Duration.ofSeconds(60);

  @Parameters(
      arity = "0..*",
      paramLabel = "ID",
      description = "Batch jobs: ids, their beginnings, or numbers. Or filters instead.")
  private List<String> names = new ArrayList<>();

  @Mixin private JobFilters filters;
  @Mixin private Confirmation confirmation;

  @Option(
      names = "--dry-run",
      description = "With filters: says which batch jobs it would be, and does nothing.")
  private boolean dryRun;

  @Option(
      names = "--only-if",
      paramLabel = "STATUS",
      split = ",",
      description = "Refused in any other status.")
  private List<String> onlyIf = new ArrayList<>();

  @Option(names = "--expect-epoch", paramLabel = "N", description = "Refused in any other epoch.")
  private Integer expectEpoch;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = Durations.class,
      defaultValue = "10s",
      description = "How long to wait until it is applied, at most 60s (${DEFAULT-VALUE}).")
  private Duration timeout;

  /** The directive's word and options. */
  abstract ObjectNode directive();

  /** What is done, such as {@code Deletes}; null where nothing is lost by it. */
  abstract String deed();

  @Override
  protected void check() {
    boolean filtered = !filters.selector().isEmpty();
    if (names.isEmpty() == !filtered) {
      throw usage(
          names.isEmpty()
              ? "Name batch jobs, or say with filters which: --status running, -l team=maps."
              : "Name batch jobs or give filters, not both.");
    }
    if (filtered && (!onlyIf.isEmpty() || expectEpoch != null)) {
      throw usage("--only-if and --expect-epoch go with named batch jobs.");
    }
    if (timeout.isNegative() || timeout.compareTo(LONGEST) > 0) {
      throw usage("--timeout is " + timeout + "; it must be from 0s to 60s.");
    }
    if (dryRun && !filtered) {
      throw usage("--dry-run goes with filters.");
    }
  }

  @Override
  protected ExitCode run(Api api, Output out) throws InterruptedException {
    ObjectNode directive = directive();
    if (names.isEmpty()) {
      return new BulkDirective(api, out, confirmation, dryRun)
          .send(directive.set("selector", filters.selector()));
    }
    List<String> ids = new JobIds(api).of(names);
    if (deed() != null) {
      confirmation.require(out, deed() + " " + named(ids) + ".");
    }
    return new Directives(api, out, timeout).send(ids, guarded(directive));
  }

  private ObjectNode guarded(ObjectNode directive) {
    if (!onlyIf.isEmpty()) {
      onlyIf.forEach(directive.putArray("onlyIf")::add);
    }
    if (expectEpoch != null) {
      directive.put("expectEpoch", expectEpoch);
    }
    return directive;
  }

  private static String named(List<String> ids) {
    return ids.size() == 1
        ? "the batch job " + ids.getFirst()
        : ids.size() + " batch jobs: " + String.join(", ", ids);
  }

  static ObjectNode directive(String word) {
    return Documents.object().put("directive", word);
  }
}
