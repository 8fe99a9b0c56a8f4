package dev.windlass.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.windlass.testkit.WindlassServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

/** What clients read when they got something wrong. */
@QuarkusTest
@QuarkusTestResource(WindlassServers.class)
class ProblemsIT {
  @Test
  void unknownAddress() {
    problem(given().get("/v1/nothing/here").then(), 404, "no-such-route")
        .body("instance", equalTo("/v1/nothing/here"));
    problem(given().get("/v1/definitions/a/b/c").then(), 404, "no-such-route");
  }

  @Test
  void wrongMethod() {
    problem(given().delete("/v1/definitions").then(), 405, "method-not-allowed")
        .body("detail", equalTo("DELETE is not a method here"));
  }

  @Test
  void wrongMediaTypes() {
    problem(
            given().contentType("text/plain").body("{}").post("/v1/definitions").then(),
            415,
            "unsupported-media-type")
        .body("detail", startsWith("'text/plain"));
    problem(given().accept("application/xml").get("/v1/definitions").then(), 406, "not-acceptable")
        .body("detail", equalTo("'application/xml' cannot be had here"));
  }

  @Test
  void malformedJson() {
    problem(post("{\"name\": \n nope}"), 400, "malformed-json")
        .body("detail", startsWith("line 2, column 7: Unrecognized token 'nope'"));
    problem(post(""), 400, "malformed-json")
        .body("detail", equalTo("expected a JSON object, found nothing"));
  }

  @Test
  void fieldsThatBreakRules() {
    problem(
            post("{\"name\":\"a b\",\"handler\":\"http\",\"iterations\":-1}"),
            400,
            "invalid-request")
        .body("title", equalTo("The request breaks a rule"))
        .body("type", equalTo("urn:windlass:problem:invalid-request"))
        .body("errors[0].field", equalTo("iterations"))
        .body("errors[0].value", equalTo(-1))
        .body("errors[0].rule", equalTo("must be a whole number from 0 to 2147483647"));
    problem(post("{\"name\":\"a b\",\"handler\":\"perl\"}"), 400, "invalid-request")
        .body(
            "detail",
            equalTo(
                "'name' must be 1 to 50 characters of [A-Za-z0-9._-], found 'a b';"
                    + " 'handler' must be one of http, simulate, sql-export, stubborn, found 'perl'"));
  }

  @Test
  void queriesThatBreakRules() {
    problem(given().get("/v1/definitions?limit=1001").then(), 400, "invalid-request")
        .body("detail", equalTo("'limit' must be a whole number from 1 to 1000, found '1001'"));
    problem(given().get("/v1/definitions?cursor=foo").then(), 400, "invalid-request")
        .body(
            "detail",
            equalTo(
                "'cursor' must be the nextCursor of an earlier answer of this list, found 'foo'"));
  }

  @Test
  void bodiesThatAreTooLarge() {
    problem(post("{\"name\":\"" + "x".repeat(400_000) + "\"}"), 413, "body-too-large")
        .body("detail", equalTo("the body may have 307200 bytes and has more"));
  }

  private static ValidatableResponse post(String body) {
    return given().contentType("application/json").body(body).post("/v1/definitions").then();
  }

  private static ValidatableResponse problem(
      ValidatableResponse response, int status, String code) {
    return response
        .statusCode(status)
        .contentType("application/problem+json")
        .body("status", equalTo(status))
        .body("code", equalTo(code))
        .body(not(containsString("Exception")));
  }
}
