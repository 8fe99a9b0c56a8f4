package dev.windlass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.windlass.cli.client.ExitCode;
import dev.windlass.testkit.Written;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * docs/cli.md has every command and every exit code, because that part is written from the code.
 */
class CliDocTest {
  private static final Path DOC = Path.of("docs", "cli.md");

  @Test
  void theDocumentationHasEveryCommandWithItsOptions() {
    Written.checkSection(
        DOC,
        "commands",
        Commands.all().stream().map(CliDocTest::section).collect(Collectors.joining()));
  }

  @Test
  void theDocumentationHasEveryExitCode() {
    Written.checkSection(
        DOC,
        "exit-codes",
        Arrays.stream(ExitCode.values())
            .map(code -> "| %d | %s |\n".formatted(code.code(), code.meaning()))
            .collect(Collectors.joining("", "| code | |\n|---|---|\n", "")));
  }

  @Test
  void everyCommandHasAnExample() {
    assertThat(Commands.all())
        .allSatisfy(
            command ->
                assertThat(Commands.examples(command))
                    .as(command.qualifiedName())
                    .isNotEmpty()
                    .allMatch(
                        example ->
                            example.startsWith(command.qualifiedName() + " ")
                                || example.equals(command.qualifiedName())));
  }

  static Stream<String> examples() {
    return Commands.all().stream().flatMap(command -> Commands.examples(command).stream());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleIsWhatTheParserTakes(String example) {
    String command = example.replaceFirst(" [>|] .*", "").replaceFirst("^windlass ", "");
    assertThatCode(() -> Main.commandLine().parseArgs(command.split(" ")))
        .doesNotThrowAnyException();
  }

  private static String section(CommandSpec command) {
    StringBuilder text = new StringBuilder("### " + command.qualifiedName() + "\n\n");
    for (String line : command.usageMessage().description()) {
      text.append(line).append('\n');
    }
    List<String> examples = Commands.examples(command);
    if (!examples.isEmpty()) {
      text.append("\n```sh\n").append(String.join("\n", examples)).append("\n```\n");
    }
    List<OptionSpec> options = Commands.ownOptions(command);
    if (!options.isEmpty() || !command.positionalParameters().isEmpty()) {
      text.append("\n| | |\n|---|---|\n");
      command
          .positionalParameters()
          .forEach(p -> text.append(row(p.paramLabel(), p.description(), "")));
      options.stream()
          .sorted(Comparator.comparing(OptionSpec::longestName))
          .forEach(option -> text.append(row(option)));
    }
    return text.append('\n').toString();
  }

  private static String row(OptionSpec option) {
    String names = String.join(", ", option.names());
    String value = option.arity().max() > 0 ? " " + option.paramLabel() : "";
    String otherwise = option.defaultValue() == null ? "" : option.defaultValue();
    return row(names + value, option.description(), otherwise);
  }

  private static String row(String name, String[] description, String otherwise) {
    String text =
        String.join(" ", description)
            .replace("${DEFAULT-VALUE}", otherwise)
            .replace("${COMPLETION-CANDIDATES}", "bash, zsh or fish")
            .replace("|", "\\|");
    return "| `%s` | %s |\n".formatted(name, text);
  }
}
