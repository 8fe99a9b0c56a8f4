package dev.windlass.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.audit.AuditEntry;
import dev.windlass.audit.Chain;
import dev.windlass.audit.ChainCheck;
import dev.windlass.audit.ChainCheck.Break;
import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.Route;
import java.util.Optional;
import java.util.Set;

/** Goes along a chain from the first entry that is kept to the last, and stops where it breaks. */
final class ChainWalk {
  private static final int PAGE = 1000;

  private final Api api;
  private final Chain chain;
  private final ChainCheck check;

  /** Hashes that are looked for; those that are met are taken out. */
  private final Set<String> wanted;

  ChainWalk(Api api, Chain chain, Set<String> wanted) {
    this.api = api;
    this.chain = chain;
    this.check = new ChainCheck(chain);
    this.wanted = wanted;
  }

  Optional<Break> run() throws InterruptedException {
    wanted.remove(chain.letGo().hash());
    Route pages = Route.of("v1", "audit", "chains", chain.namespace()).with("limit", PAGE);
    JsonNode page = api.get(pages).json();
    Optional<Break> found = look(page);
    while (found.isEmpty() && page.hasNonNull("nextCursor")) {
      page = api.get(pages.with("cursor", page.path("nextCursor").asText())).json();
      found = look(page);
    }
    return found.isPresent() ? found : check.end();
  }

  /** Where the walk has come to. */
  long position() {
    return check.last().position();
  }

  private Optional<Break> look(JsonNode page) {
    for (JsonNode item : page.path("items")) {
      AuditEntry entry = Entries.entry(item);
      Optional<Break> found = check.next(entry);
      if (found.isPresent()) {
        return found;
      }
      wanted.remove(entry.hash());
    }
    return Optional.empty();
  }
}
