package dev.windlass.projection.rebuild;

/** The tables that a rebuild leaves as they are, and why. They are what a backup is for. */
public enum KeptTable {
  OPERATION_RESULT("operation_result", "the log keeps results for 7 days, a batch job for longer"),
  SUB_JOB("sub_job", "sums of operation_result"),
  SWEEP("sweep", "what is still to be deleted; notes of batch jobs that are put right are added"),
  WORKER("worker", "every worker tells its row anew within seconds"),
  DEAD_LETTER("dead_letter", "no event tells of them; their own topic keeps them as long"),
  DEAD_LETTER_COUNT("dead_letter_count", "counts dead_letter"),
  DEAD_LETTER_REDRIVE("dead_letter_redrive", "is written by the API, not by events"),
  DEFINITION("definition", "is written by the API, not by events"),
  DEFINITION_VERSION("definition_version", "is written by the API, not by events"),
  INPUT("input", "is written by the API, not by events"),
  INPUT_PAGE("input_page", "is written by the API, not by events"),
  SCHEDULE("schedule", "is written by the API and by schedulers, not by events"),
  SCHEDULE_RUN("schedule_run", "is written by schedulers, before their directives are decided"),
  DOCUMENT("document", "is written by the front doors, not by events"),
  BULK_DIRECTIVE("bulk_directive", "is written by the API, not by events"),
  BULK_DIRECTIVE_ITEM("bulk_directive_item", "is written by the API, not by events"),
  AUDIT_ENTRY("audit_entry", "is what nobody may change; what is sealed stays sealed"),
  AUDIT_CHAIN("audit_chain", "says where each chain of audit_entry ends"),
  AUDIT_CURSOR("audit_cursor", "says which directives are in audit_entry"),
  AUDIT_PENDING("audit_pending", "is written with the changes that it tells of, not by events"),
  API_KEY("api_key", "is written by the API, not by events"),
  IDEMPOTENCY_KEY("idempotency_key", "is written by the API before its directive is sent");

  private final String table;
  private final String reason;

  KeptTable(String table, String reason) {
    this.table = table;
    this.reason = reason;
  }

  public String table() {
    return table;
  }

  public String reason() {
    return reason;
  }
}
