package dev.windlass.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.control.ProblemCode;
import dev.windlass.testkit.WindlassServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(WindlassServers.class)
class OpenApiIT {
  private static final List<Class<?>> RESOURCES =
      List.of(
          DefinitionsResource.class,
          InputsResource.class,
          InputPagesResource.class,
          BatchJobsResource.class,
          DirectivesResource.class,
          SubJobsResource.class,
          WhyResource.class,
          WorkersResource.class,
          StatisticsResource.class,
          StatisticsEventsResource.class,
          ThroughputResource.class,
          MapResource.class,
          FailuresResource.class,
          DefinitionVersionsResource.class,
          BulkDirectivesResource.class,
          DeadLettersResource.class,
          ApiKeysResource.class,
          SessionResource.class,
          AuditResource.class);

  private JsonPath document;

  @BeforeEach
  void read() {
    document = JsonPath.from(given().get("/q/openapi?format=json").asString());
  }

  @Test
  void itIsOpenApi31() {
    assertThat(document.getString("openapi")).startsWith("3.1");
  }

  @Test
  void everyRouteIsDescribedAndMayAnswerWithAProblem() {
    Map<String, Map<String, Object>> paths = document.getMap("paths");
    List<String> routes = routes();
    assertThat(routes).hasSizeGreaterThan(15);
    for (String route : routes) {
      String[] parts = route.split(" ");
      assertThat(paths).as(route).containsKey(parts[1]);
      assertThat(paths.get(parts[1])).as(route).containsKey(parts[0]);
      Map<?, ?> operation = (Map<?, ?>) paths.get(parts[1]).get(parts[0]);
      assertThat(operation.get("summary")).as(route).isNotNull();
      Map<?, ?> responses = (Map<?, ?>) operation.get("responses");
      assertThat(responses.containsKey("default")).as(route).isTrue();
      saysWhenToComeBack(route, responses.get("429"));
      saysWhenToComeBack(route, responses.get("503"));
    }
  }

  private static void saysWhenToComeBack(String route, Object response) {
    assertThat(response).as(route).isNotNull();
    assertThat(((Map<?, ?>) response).get("headers")).as(route).asString().contains("Retry-After");
  }

  @Test
  void everyProblemCodeIsListed() {
    assertThat(document.<String>getList("components.schemas.Problem.properties.code.enum"))
        .containsExactlyElementsOf(
            Arrays.stream(ProblemCode.values()).map(ProblemCode::word).toList());
  }

  private static List<String> routes() {
    List<String> routes = new ArrayList<>();
    for (Class<?> resource : RESOURCES) {
      String base = resource.getAnnotation(Path.class).value();
      for (Method method : resource.getDeclaredMethods()) {
        route(base, method, routes);
      }
    }
    return routes;
  }

  private static void route(String base, Method method, List<String> routes) {
    Operation operation = method.getAnnotation(Operation.class);
    if (operation != null && operation.hidden()) {
      return;
    }
    for (Annotation annotation : method.getAnnotations()) {
      HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
      if (verb != null) {
        Path path = method.getAnnotation(Path.class);
        String full = base + (path == null ? "" : "/" + path.value());
        routes.add(verb.value().toLowerCase(Locale.ROOT) + " " + full.replaceAll("/+", "/"));
      }
    }
  }
}
