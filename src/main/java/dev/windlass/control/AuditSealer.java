package dev.windlass.control;

import dev.windlass.access.Reach;
import dev.windlass.audit.AuditEntry;
import dev.windlass.audit.Chain;
import dev.windlass.audit.ChainHead;
import dev.windlass.audit.Deed;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Appends to the chains, a slice in each transaction: what is taken, the entries and the heads of
 * their chains change together or not at all. Any number of processes may try; one at a time does.
 */
@ApplicationScoped
public class AuditSealer {
  /**
   * Of each partition of the events, and of the changes: where it seals fewer, no more are there.
   */
  public static final int AT_ONCE = 500;

  private static final int LET_GO_AT_ONCE = 50_000;

  /** Any number that nobody else uses for a lock of this database. */
  public static final long LOCK = 0x77_6c_61_75_64_69_74L;

  private final Database database;
  private final AuditDirectives directives;

  AuditSealer(Database database, AuditDirectives directives) {
    this.database = database;
    this.directives = directives;
  }

  /** How many entries were appended; 0 where nothing is new, or another is at it. */
  public int seal() {
    return database.transaction(connection -> isAlone(connection) ? seal(connection) : 0);
  }

  /**
   * Lets go of entries that are older, a slice of each chain: they are deleted, and an entry says
   * up to which, and what the hash of that one was. How many there were.
   *
   * @param why what stands in that entry as the reason
   */
  public int letGo(Instant before, String why) {
    return database.transaction(
        connection -> {
          int gone = 0;
          if (isAlone(connection)) {
            for (Chain chain : AuditRows.chains(connection, Reach.ALL)) {
              gone += letGo(connection, chain, before, why);
            }
          }
          return gone;
        });
  }

  private int seal(Connection connection) throws SQLException {
    List<Unsealed> taken = new ArrayList<>(directives.take(connection, AT_ONCE));
    taken.addAll(AuditPendingRows.take(connection, AT_ONCE));
    taken.sort(Comparator.comparing(unsealed -> unsealed.deed().at()));
    append(connection, taken);
    return taken.size();
  }

  private static void append(Connection connection, List<Unsealed> taken) throws SQLException {
    Map<String, Chain> chains = new TreeMap<>();
    List<AuditEntry> entries = new ArrayList<>();
    for (Unsealed unsealed : taken) {
      Chain chain = chains.get(unsealed.namespace());
      chain = chain == null ? chain(connection, unsealed.namespace()) : chain;
      AuditEntry entry = chain.head().next(unsealed.deed());
      chains.put(unsealed.namespace(), chain.at(entry.head()));
      entries.add(entry);
    }
    if (!entries.isEmpty()) {
      AuditRows.append(connection, entries);
    }
    for (Chain chain : chains.values()) {
      AuditRows.keep(connection, chain);
    }
  }

  private static Chain chain(Connection connection, String namespace) throws SQLException {
    return AuditRows.chain(connection, namespace).orElseGet(() -> Chain.begin(namespace));
  }

  private static int letGo(Connection connection, Chain chain, Instant before, String why)
      throws SQLException {
    long last = AuditRows.lastBefore(connection, chain.namespace(), before, LET_GO_AT_ONCE);
    Optional<AuditEntry> newest = AuditRows.entry(connection, chain.namespace(), last);
    if (newest.isEmpty() || last <= chain.letGo().position()) {
      return 0;
    }
    ChainHead letGo = newest.get().head();
    AuditEntry marker = chain.head().next(marker(letGo, why));
    AuditRows.append(connection, List.of(marker));
    AuditRows.keep(connection, new Chain(marker.head(), letGo));
    return AuditRows.deleteUpTo(connection, letGo);
  }

  private static Deed marker(ChainHead letGo, String why) {
    return new Deed(
        Times.now(),
        "windlass",
        null,
        Chain.LET_GO,
        letGo.namespace(),
        Change.DONE,
        Map.of(
            Chain.UP_TO,
            Long.toString(letGo.position()),
            Chain.UP_TO_HASH,
            letGo.hash(),
            "reason",
            why));
  }

  private static boolean isAlone(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            Sql.prepared(connection, "select pg_try_advisory_xact_lock(?)", LOCK);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getBoolean(1);
    }
  }
}
