package dev.windlass.control;

import dev.windlass.audit.AuditEntry;
import dev.windlass.audit.Chain;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Reads the audit; who asks sees the chains of the namespaces that he reaches. */
@ApplicationScoped
public class Audit {
  private final Database database;
  private final Namespaces namespaces;
  private final AuditDirectives directives;

  Audit(Database database, Namespaces namespaces, AuditDirectives directives) {
    this.database = database;
    this.namespaces = namespaces;
    this.directives = directives;
  }

  /** How far the sealer is behind, of all namespaces together. */
  public AuditBacklog backlog() {
    return database.transaction(
        connection -> AuditPendingRows.backlog(connection).and(directives.backlog(connection)));
  }

  /** Newest first, those before {@code after}, which is null for the beginning. */
  public List<AuditEntry> list(AuditFilter filter, AuditFilter.Place after, int limit) {
    if (filter.namespace() != null) {
      namespaces.require(filter.namespace());
    }
    AuditQuery query = AuditQuery.of(filter, namespaces.reach(), after);
    return database.transaction(connection -> AuditRows.list(connection, query, limit));
  }

  public List<Chain> chains() {
    return database.transaction(connection -> AuditRows.chains(connection, namespaces.reach()));
  }

  /** In the order of the chain, those after that position. */
  public List<AuditEntry> entries(String namespace, long after, int limit) {
    namespaces.require(namespace);
    return database.transaction(
        connection -> AuditRows.entries(connection, namespace, after, limit));
  }
}
