package dev.windlass.api;

import dev.windlass.control.ProblemCode;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Every operation can answer with a problem; the document says so once, with the closed list. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class ProblemsInOpenApi implements OASFilter {
  private static final String NAME = "Problem";
  private static final String UNKNOWN =
      "Kafka or Postgres is away or too slow. Of what would change something, it is not known"
          + " whether it was kept: a repeat with the same `id` or `Idempotency-Key` is safe.";

  @Override
  public void filterOpenAPI(OpenAPI document) {
    if (document.getComponents() == null) {
      document.setComponents(OASFactory.createComponents());
    }
    document.getComponents().addSchema(NAME, problem());
    document
        .getPaths()
        .getPathItems()
        .forEach(
            (path, item) -> {
              if (path.startsWith("/v1") || path.startsWith("/internal")) {
                item.getOperations().values().forEach(ProblemsInOpenApi::mayFail);
              }
            });
  }

  private static void mayFail(Operation operation) {
    operation
        .getResponses()
        .addAPIResponse("429", later("Too many at a time: nothing was done. Ask again later."))
        .addAPIResponse("503", later(UNKNOWN))
        .addAPIResponse("default", failure("A problem; its `code` says which."));
  }

  private static APIResponse later(String description) {
    Header after =
        OASFactory.createHeader()
            .description("Seconds to wait before asking again.")
            .schema(OASFactory.createSchema().type(List.of(Schema.SchemaType.INTEGER)));
    return failure(description).addHeader("Retry-After", after);
  }

  private static APIResponse failure(String description) {
    Content content =
        OASFactory.createContent()
            .addMediaType(
                Problem.MEDIA_TYPE,
                OASFactory.createMediaType()
                    .schema(OASFactory.createSchema().ref("#/components/schemas/" + NAME)));
    return OASFactory.createAPIResponse().description(description).content(content);
  }

  private static Schema problem() {
    Schema code = text("From a closed list:\n\n" + table());
    Arrays.stream(ProblemCode.values()).forEach(c -> code.addEnumeration(c.word()));
    Schema error =
        OASFactory.createSchema()
            .type(List.of(Schema.SchemaType.OBJECT))
            .addProperty("field", text("Its path in the body, or the query parameter."))
            .addProperty("value", OASFactory.createSchema().description("What was found."))
            .addProperty("rule", text("What it must be."));
    return OASFactory.createSchema()
        .type(List.of(Schema.SchemaType.OBJECT))
        .description("RFC 9457.")
        .addProperty("type", text("`" + Problem.TYPE_PREFIX + "` and the code."))
        .addProperty("title", text("The same for every problem of the code."))
        .addProperty("status", OASFactory.createSchema().type(List.of(Schema.SchemaType.INTEGER)))
        .addProperty("detail", text("What is wrong here, and the way out."))
        .addProperty("instance", text("The path that was asked."))
        .addProperty("code", code)
        .addProperty(
            "errors",
            OASFactory.createSchema().type(List.of(Schema.SchemaType.ARRAY)).items(error));
  }

  private static Schema text(String description) {
    return OASFactory.createSchema()
        .type(List.of(Schema.SchemaType.STRING))
        .description(description);
  }

  private static String table() {
    return Arrays.stream(ProblemCode.values())
        .map(c -> "- `" + c.word() + "` (" + c.status() + "): " + c.title())
        .collect(Collectors.joining("\n"));
  }
}
