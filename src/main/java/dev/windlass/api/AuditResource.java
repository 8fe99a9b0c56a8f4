package dev.windlass.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.windlass.access.UserRole;
import dev.windlass.audit.AuditEntry;
import dev.windlass.audit.Chain;
import dev.windlass.audit.ChainHead;
import dev.windlass.control.Audit;
import dev.windlass.control.AuditFilter;
import dev.windlass.view.Cursor;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "audit", description = "Who changed what, and what came of it.")
@RolesAllowed(UserRole.ADMINISTERS)
public class AuditResource {
  private final Audit audit;

  AuditResource(Audit audit) {
    this.audit = audit;
  }

  @Schema(name = "AuditChain")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ChainJson(
      String namespace,
      @Schema(description = "Of the newest entry.") long position,
      @Schema(description = "Of the newest entry: who keeps it elsewhere can check with it later.")
          String hash,
      @Schema(description = "The newest entry that is no longer kept.") LetGoJson letGo) {
    static ChainJson of(Chain chain) {
      return new ChainJson(
          chain.namespace(),
          chain.head().position(),
          chain.head().hash(),
          chain.letGo().position() == 0 ? null : LetGoJson.of(chain.letGo()));
    }
  }

  @Schema(name = "AuditLetGo")
  record LetGoJson(long position, String hash) {
    static LetGoJson of(ChainHead head) {
      return new LetGoJson(head.position(), head.hash());
    }
  }

  @GET
  @Operation(
      summary = "Who changed what; newest first",
      operationId = "listAudit",
      description =
          "`action` is one, such as `definition.delete`, or all of a kind: `definition`. Of the"
              + " namespaces that who asks reaches. An entry appears about a second after what it"
              + " tells of.")
  public ItemsJson<AuditEntryJson> list(
      @BeanParam AuditFilters filters,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor) {
    int most = Query.limit(limit);
    Cursor from =
        Query.cursor(
            cursor,
            c -> {
              c.instant(0);
              return c.text(1) + c.number(2);
            });
    AuditFilter.Place after =
        from == null ? null : new AuditFilter.Place(from.instant(0), from.text(1), from.number(2));
    List<AuditEntry> found = audit.list(filters.read(), after, most + 1);
    return ItemsJson.of(
        found,
        most,
        last -> Cursor.of(last.deed().at(), last.namespace(), last.position()),
        AuditEntryJson::of);
  }

  @GET
  @Path("chains")
  @Operation(summary = "The chain of each namespace, and its end", operationId = "listAuditChains")
  public ItemsJson<ChainJson> chains() {
    return new ItemsJson<>(audit.chains().stream().map(ChainJson::of).toList(), null, null);
  }

  @GET
  @Path("chains/{namespace}")
  @Operation(
      summary = "The entries of a chain, in their order",
      operationId = "readAuditChain",
      description = "`*` is the chain of what belongs to no single namespace.")
  public ItemsJson<AuditEntryJson> chain(
      @PathParam("namespace") String namespace,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor) {
    int most = Query.limit(limit);
    Cursor from = Query.cursor(cursor, c -> c.number(0));
    List<AuditEntry> found = audit.entries(namespace, from == null ? 0 : from.number(0), most + 1);
    return ItemsJson.of(found, most, last -> Cursor.of(last.position()), AuditEntryJson::of);
  }
}
