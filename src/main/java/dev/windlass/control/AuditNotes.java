package dev.windlass.control;

import dev.windlass.access.Access;
import dev.windlass.audit.Deed;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Notes what is changed, in the transaction that changes it: either both are there or neither. No
 * chain is touched: that is the sealer's, and nobody waits for it.
 */
@ApplicationScoped
class AuditNotes {
  private final Access access;

  AuditNotes(Access access) {
    this.access = access;
  }

  void add(Connection connection, Change change) throws SQLException {
    Deed deed =
        new Deed(
            Times.now(),
            change.actor() == null ? access.name() : change.actor(),
            access.origin(),
            change.action(),
            change.subject(),
            change.outcome(),
            change.detail());
    for (String namespace : change.namespaces()) {
      AuditPendingRows.insert(connection, namespace, deed);
    }
  }
}
