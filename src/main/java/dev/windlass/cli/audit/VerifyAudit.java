package dev.windlass.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.audit.Chain;
import dev.windlass.audit.ChainCheck.Break;
import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.ClientFailure;
import dev.windlass.cli.client.ExitCode;
import dev.windlass.cli.client.Route;
import dev.windlass.cli.command.ClientCommand;
import dev.windlass.cli.output.Output;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "verify",
    description = {
      "Reads each chain from its first entry to its last, computes every hash anew, and says which entry is the first that was changed, taken out, put in or moved.",
      "That an end was cut off, or a whole chain written anew, is found with hashes that were kept elsewhere: `windlass audit heads`."
    },
    footer = {
      "%nExamples:",
      "  windlass audit verify",
      "  windlass audit verify -n maps --head 9f2c41 --head 77ab10",
      "  windlass audit verify --head $(cat heads.txt)"
    })
public final class VerifyAudit extends ClientCommand {
  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAME",
      description = "Only this chain, which must be there; may be given several times.")
  private List<String> namespaces = List.of();

  @Option(
      names = "--head",
      arity = "1..*",
      paramLabel = "HASH",
      description = "A hash that one of the chains had at its end before, and must still have.")
  private List<String> heads = List.of();

  @Override
  protected ExitCode run(Api api, Output out) throws InterruptedException {
    Set<String> wanted = new LinkedHashSet<>(heads);
    List<Chain> chains = chains(api);
    boolean sound = true;
    for (Chain chain : chains) {
      sound &= isSound(api, out, chain, wanted);
    }
    for (String hash : wanted) {
      out.line(
          "No entry has the hash %s: an end was cut off, a chain was written anew%s."
              .formatted(hash, anyLetGo(chains) ? ", or the entry is no longer kept" : ""));
    }
    return sound && wanted.isEmpty() ? ExitCode.FINE : ExitCode.ALTERED;
  }

  private List<Chain> chains(Api api) throws InterruptedException {
    List<Chain> chains = new ArrayList<>();
    Set<String> missing = new LinkedHashSet<>(namespaces);
    for (JsonNode json : api.get(Route.of("v1", "audit", "chains")).json().path("items")) {
      Chain chain = Entries.chain(json);
      if (missing.remove(chain.namespace()) || namespaces.isEmpty()) {
        chains.add(chain);
      }
    }
    if (!missing.isEmpty()) {
      throw new ClientFailure(
          ExitCode.NOT_FOUND, "There is no chain of " + String.join(", ", missing) + ".");
    }
    return chains;
  }

  /** Entries that are let go while the chain is read are missing in it: it is read once more. */
  private static boolean isSound(Api api, Output out, Chain chain, Set<String> wanted)
      throws InterruptedException {
    ChainWalk walk = new ChainWalk(api, chain, wanted);
    Optional<Break> found = walk.run();
    if (found.isPresent()) {
      Optional<Chain> now = now(api, chain);
      if (now.isPresent() && now.get().letGo().position() > chain.letGo().position()) {
        return isSound(api, out, now.get(), wanted);
      }
    }
    out.line(found.map(VerifyAudit::told).orElseGet(() -> sound(chain, walk.position())));
    return found.isEmpty();
  }

  private static Optional<Chain> now(Api api, Chain chain) throws InterruptedException {
    for (JsonNode json : api.get(Route.of("v1", "audit", "chains")).json().path("items")) {
      if (json.path("namespace").asText().equals(chain.namespace())) {
        return Optional.of(Entries.chain(json));
      }
    }
    return Optional.empty();
  }

  private static String sound(Chain chain, long last) {
    return "%s: entries %d to %d are as they were written."
        .formatted(chain.namespace(), chain.letGo().position() + 1, last);
  }

  private static String told(Break found) {
    return "%s: BROKEN at %d: %s.".formatted(found.namespace(), found.position(), found.what());
  }

  private static boolean anyLetGo(List<Chain> chains) {
    return chains.stream().anyMatch(chain -> chain.letGo().position() > 0);
  }
}
