package dev.windlass.cli.completion;

import dev.windlass.cli.command.HelpOption;
import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "completion",
    description = "Prints the script that completes commands and options in a shell.",
    footer = {
      "%nExamples:",
      "  windlass completion bash > ~/.local/share/bash-completion/completions/windlass",
      "  windlass completion zsh > ~/.windlass-completion.zsh",
      "  windlass completion fish > ~/.config/fish/completions/windlass.fish",
      "%nIn zsh, ~/.zshrc then has: source ~/.windlass-completion.zsh"
    })
public final class CompletionCommand implements Runnable {
  @Spec private CommandSpec spec;
  @Mixin private HelpOption help;

  @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
  private Shell shell;

  /** zsh reads bash's script with a switch that the script throws itself. */
  enum Shell {
    BASH,
    ZSH,
    FISH;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public void run() {
    CommandSpec root = spec.root();
    String script =
        shell == Shell.FISH
            ? FishScript.of(root)
            : AutoComplete.bash(root.name(), root.commandLine());
    spec.commandLine().getOut().print(script);
    spec.commandLine().getOut().flush();
  }
}
