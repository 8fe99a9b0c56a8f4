package dev.windlass.api;

import dev.windlass.control.AuditFilter;
import jakarta.ws.rs.QueryParam;

/** Which entries of the audit a list is to hold, as the query says it. */
public class AuditFilters {
  @QueryParam("namespace")
  String namespace;

  @QueryParam("actor")
  String actor;

  @QueryParam("action")
  String action;

  @QueryParam("subject")
  String subject;

  @QueryParam("from")
  String from;

  @QueryParam("to")
  String to;

  AuditFilter read() {
    return new AuditFilter(
        namespace, actor, action, subject, Query.instant("from", from), Query.instant("to", to));
  }
}
