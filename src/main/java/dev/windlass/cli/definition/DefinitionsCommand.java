package dev.windlass.cli.definition;

import dev.windlass.cli.command.Group;
import picocli.CommandLine.Command;

@Command(
    name = "definitions",
    description = "What to run: lists, shows, stores and deletes definitions.",
    subcommands = {
      ListDefinitions.class,
      ShowDefinition.class,
      DefinitionVersions.class,
      ApplyDefinitions.class,
      DeleteDefinitions.class
    })
public final class DefinitionsCommand extends Group {}
