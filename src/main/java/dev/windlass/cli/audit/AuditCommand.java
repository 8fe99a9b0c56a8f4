package dev.windlass.cli.audit;

import dev.windlass.cli.command.Group;
import picocli.CommandLine.Command;

@Command(
    name = "audit",
    description = "Who changed what on a server: lists it, and verifies that nobody changed that.",
    subcommands = {ListAudit.class, AuditHeads.class, VerifyAudit.class})
public final class AuditCommand extends Group {}
