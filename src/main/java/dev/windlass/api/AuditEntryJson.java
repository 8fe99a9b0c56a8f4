package dev.windlass.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.windlass.audit.AuditEntry;
import dev.windlass.audit.CanonicalForm;
import dev.windlass.audit.Deed;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An entry as clients see it, and as its hash is computed from it. */
@Schema(name = "AuditEntry")
@JsonInclude(JsonInclude.Include.NON_NULL)
record AuditEntryJson(
    @Schema(description = "The chain that it stands in; `*` for what belongs to no single one.")
        String namespace,
    @Schema(description = "From 1, without gaps.") long position,
    @Schema(description = "When it was done, with six digits after the point.") String at,
    String actor,
    @Schema(
            description =
                "The front door and the address, `schedule NAMESPACE/NAME`, or `bulk ID`; absent"
                    + " where it is not known.")
        String origin,
    @Schema(examples = {"batch-job.pause", "definition.replace"}) String action,
    @Schema(description = "An id, or namespace/name.") String subject,
    @Schema(description = "Of a directive applied, refused or repeated; `done` or `asked`.")
        String outcome,
    @Schema(description = "Text by name.") Map<String, String> detail,
    @Schema(description = "The hash of the entry before it; of the first, 64 zeros.")
        String previous,
    @Schema(description = "SHA-256 of all else, as docs/security.md says.") String hash) {

  static AuditEntryJson of(AuditEntry entry) {
    Deed deed = entry.deed();
    return new AuditEntryJson(
        entry.namespace(),
        entry.position(),
        CanonicalForm.time(deed.at()),
        deed.actor(),
        deed.origin(),
        deed.action(),
        deed.subject(),
        deed.outcome(),
        deed.detail().isEmpty() ? null : new TreeMap<>(deed.detail()),
        entry.previous(),
        entry.hash());
  }
}
