package dev.windlass.cli.keys;

import dev.windlass.cli.command.Group;
import picocli.CommandLine.Command;

@Command(
    name = "api-keys",
    description = "The keys of a server: makes, lists, replaces them and takes them back.",
    subcommands = {ListKeys.class, CreateKey.class, RotateKey.class, DeleteKeys.class})
public final class ApiKeysCommand extends Group {}
