package dev.windlass.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.windlass.access.Identity;
import dev.windlass.access.Reach;
import dev.windlass.access.UserRole;
import dev.windlass.control.ApiKey;
import dev.windlass.control.ApiKeys.Made;
import dev.windlass.control.DefinitionRules;
import dev.windlass.control.Times;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A key as clients see it. */
@Schema(name = "ApiKey")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ApiKeyJson(
    String id,
    String name,
    @Schema(implementation = UserRole.class) String role,
    @Schema(description = "What it can reach; `*` for every namespace.") Set<String> namespaces,
    String createdTime,
    String createdBy,
    @Schema(description = "True for a session, which began by logging in; else absent.")
        Boolean session,
    @Schema(description = "Absent where it is good for ever.") String expiresTime,
    @Schema(description = "The key: only in the answer that makes it.") String key) {

  @Schema(name = "NewApiKey")
  record NewJson(
      @Schema(required = true, description = "Who it stands for, in the audit.") String name,
      @Schema(required = true, implementation = UserRole.class) String role,
      @Schema(description = "`*`, the default, for every namespace.") List<String> namespaces,
      @Schema(description = "For ever where it is absent.") String expiresTime) {}

  /** What is asked for. */
  record Asked(Identity identity, Instant expiresAt) {
    static Asked read(Fields fields) {
      String name = fields.requiredText("name");
      if (name != null && !DefinitionRules.NAME.matcher(name).matches()) {
        fields.error("name", name, DefinitionRules.NAME_RULE);
      }
      fields.required("role");
      UserRole role = fields.word("role", UserRole.class);
      List<String> reached =
          fields.has("namespaces") ? fields.oneOrMore("namespaces") : List.of(Reach.EVERY);
      Instant expires = fields.instant("expiresTime");
      return role == null ? null : new Asked(new Identity(name, role, Reach.of(reached)), expires);
    }
  }

  static ApiKeyJson of(ApiKey key) {
    return of(key, null);
  }

  static ApiKeyJson of(Made made) {
    return of(made.key(), made.text());
  }

  private static ApiKeyJson of(ApiKey key, String text) {
    return new ApiKeyJson(
        key.id(),
        key.identity().name(),
        key.identity().role().word(),
        key.identity().reach().names(),
        Times.text(key.createdAt()),
        key.createdBy(),
        key.session() ? true : null,
        Times.text(key.expiresAt()),
        text);
  }
}
