package dev.windlass.cli;

import dev.windlass.access.KeyHash;
import dev.windlass.access.UserRole;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The first key of an installation, before there is anybody who could make one. */
@Command(
    name = "new-key",
    description = {
      "Makes a key for the configuration of a server, and prints the lines that let it in.",
      "The key itself goes to --key-file, or to the standard error output: it is kept nowhere else."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "%nExamples:",
      "  windlass new-key ana --role administrator",
      "  windlass new-key prometheus --role metrics --key-file prometheus.key"
    })
final class NewKeyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "Who it stands for, in the audit.")
  private String name;

  @Option(
      names = "--role",
      required = true,
      paramLabel = "ROLE",
      description = "viewer, operator, editor, administrator, worker or metrics.")
  private UserRole role;

  @Option(
      names = "--namespace",
      paramLabel = "NAMESPACE",
      description = "What it can reach; may be given several times. All where it is not given.")
  private List<String> namespaces = List.of("*");

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "A new file for the key, which only its owner can read.")
  private Path keyFile;

  @Override
  public Integer call() throws IOException {
    String key = KeyHash.newKey(new SecureRandom());
    keep(key);
    PrintWriter out = spec.commandLine().getOut();
    String prefix = "windlass.security.keys." + name + ".";
    out.println(prefix + "sha256=" + KeyHash.of(key).hex());
    out.println(prefix + "role=" + role.word());
    out.println(prefix + "namespaces=" + String.join(",", namespaces));
    out.flush();
    return 0;
  }

  private void keep(String key) throws IOException {
    if (keyFile == null) {
      spec.commandLine().getErr().println("key: " + key);
      return;
    }
    Files.createFile(
        keyFile,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(keyFile, key, StandardOpenOption.WRITE);
  }
}
