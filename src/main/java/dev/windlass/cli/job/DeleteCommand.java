package dev.windlass.cli.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;

@Command(
    name = "delete",
    description = "Deletes batch jobs with all they have; active ones are stopped first.",
    footer = {
      "%nExamples:",
      "  windlass delete 42 43",
      "  windlass delete --status completed --created-before 7d --yes"
    })
public final class DeleteCommand extends DirectiveCommand {
  @Override
  ObjectNode directive() {
    return directive("delete");
  }

  @Override
  String deed() {
    return "Deletes";
  }
}
