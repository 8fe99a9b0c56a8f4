package dev.windlass.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import dev.windlass.testkit.WindlassServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(WindlassServers.class)
class DefinitionsIT {
  private final String namespace = "it-" + UUID.randomUUID();

  @Test
  void aDefinitionIsStoredReadChangedAndDeleted() {
    create("geocode")
        .statusCode(201)
        .header("Location", matchesPattern(".*/v1/definitions/" + namespace + "/geocode"))
        .header("ETag", "\"1\"")
        .body("version", equalTo(1))
        .body("iterations", equalTo(1))
        .body("failuresToIgnore", nullValue())
        .body("operationTimeout", equalTo("PT30S"))
        .body("createdTime", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"));
    String body = given().get(path("geocode")).then().statusCode(200).extract().asString();
    put("geocode", body, null).statusCode(200).header("ETag", "\"1\"");
    put("geocode", "{\"handler\":\"simulate\"}", "\"1\"")
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("handler", equalTo("simulate"));
    put("geocode", "{\"handler\":\"http\"}", "\"1\"")
        .statusCode(412)
        .contentType("application/problem+json")
        .body("code", equalTo("version-mismatch"))
        .body(
            "detail",
            equalTo(
                "the definition "
                    + namespace
                    + "/geocode has the ETag \"2\", If-Match asks for \"1\""));
    given().delete(path("geocode")).then().statusCode(204);
    given()
        .get(path("geocode"))
        .then()
        .statusCode(404)
        .body("code", equalTo("unknown-definition"))
        .body("detail", equalTo("there is no definition " + namespace + "/geocode"));
    create("geocode").statusCode(201).body("version", equalTo(3));
  }

  @Test
  void aNameIsStoredOnce() {
    create("twice").statusCode(201);
    create("twice")
        .statusCode(409)
        .body("type", equalTo("urn:windlass:problem:definition-exists"))
        .body("title", equalTo("The definition exists"))
        .body("status", equalTo(409))
        .body("instance", equalTo("/v1/definitions"))
        .body(
            "detail", equalTo("the definition " + namespace + "/twice exists: change it with PUT"));
  }

  @Test
  void everyVersionCanBeReadAlsoAfterItsDeletion() {
    create("changing").statusCode(201);
    put("changing", "{\"handler\":\"simulate\"}", null).statusCode(200);
    given().delete(path("changing")).then().statusCode(204);
    given()
        .queryParam("limit", 1)
        .get(path("changing") + "/versions")
        .then()
        .statusCode(200)
        .body("items.version", equalTo(java.util.List.of(2)))
        .body("nextCursor", org.hamcrest.Matchers.notNullValue());
    given()
        .get(path("changing") + "/versions")
        .then()
        .body("items.version", equalTo(java.util.List.of(2, 1)))
        .body("nextCursor", nullValue());
    given().get(path("changing") + "/versions/1").then().body("handler", equalTo("http"));
    given().get(path("changing") + "/versions/2").then().body("handler", equalTo("simulate"));
    given()
        .get(path("changing") + "/versions/3")
        .then()
        .statusCode(404)
        .body("detail", equalTo("there is no version 3 of definition " + namespace + "/changing"));
    given().get(path("never") + "/versions").then().statusCode(404);
  }

  @Test
  void aDryRunAnswersAsTheRequestWouldAndStoresNothing() {
    String body = "{\"name\":\"dry\",\"namespace\":\"%s\",\"handler\":\"http\"}";
    dryRun(body.formatted(namespace)).statusCode(200).body("version", equalTo(1));
    given().get(path("dry")).then().statusCode(404);
    dryRun(body.formatted(namespace).replace("http", "ftp"))
        .statusCode(400)
        .body("errors[0].field", equalTo("handler"));
    create("dry").statusCode(201).body("version", equalTo(1));
    dryRun(body.formatted(namespace)).statusCode(409);
    given()
        .contentType("application/json")
        .body("{\"handler\":\"simulate\"}")
        .put(path("dry") + "?dryRun=true")
        .then()
        .statusCode(200)
        .body("version", equalTo(2));
    given().get(path("dry")).then().body("version", equalTo(1)).body("handler", equalTo("http"));
  }

  private static ValidatableResponse dryRun(String body) {
    return given()
        .contentType("application/json")
        .body(body)
        .post("/v1/definitions?dryRun=true")
        .then();
  }

  @Test
  void listsGoPageByPage() {
    for (String name : new String[] {"c", "a", "b"}) {
      create(name).statusCode(201);
    }
    String next =
        given()
            .queryParam("namespace", namespace)
            .queryParam("limit", 2)
            .get("/v1/definitions")
            .then()
            .statusCode(200)
            .body("items.name", equalTo(java.util.List.of("a", "b")))
            .extract()
            .path("nextCursor");
    given()
        .queryParam("namespace", namespace)
        .queryParam("cursor", next)
        .get("/v1/definitions")
        .then()
        .body("items.name", equalTo(java.util.List.of("c")))
        .body("nextCursor", nullValue());
    given()
        .queryParam("namespace", namespace)
        .queryParam("q", "B")
        .get("/v1/definitions")
        .then()
        .body("items", hasSize(1));
  }

  @Test
  void theAddressAndTheBodyMustAgree() {
    put("x", "{\"name\":\"y\",\"handler\":\"http\"}", null)
        .statusCode(400)
        .body("errors[0].field", equalTo("name"))
        .body("detail", equalTo("'name' must be 'x', as the address says, or absent, found 'y'"));
  }

  private ValidatableResponse create(String name) {
    return given()
        .contentType("application/json")
        .body(
            "{\"namespace\":\"%s\",\"name\":\"%s\",\"handler\":\"http\",\"cases\":[{\"id\":\"a\"}]}"
                .formatted(namespace, name))
        .post("/v1/definitions")
        .then();
  }

  private ValidatableResponse put(String name, String body, String ifMatch) {
    var request = given().contentType("application/json").body(body);
    return (ifMatch == null ? request : request.header("If-Match", ifMatch)).put(path(name)).then();
  }

  private String path(String name) {
    return "/v1/definitions/" + namespace + "/" + name;
  }
}
