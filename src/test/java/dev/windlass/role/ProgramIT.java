package dev.windlass.role;

import static io.restassured.RestAssured.given;

import dev.windlass.testkit.WindlassServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(WindlassServers.class)
class ProgramIT {
  @Test
  void describesItself() {
    given().when().get("/q/openapi").then().statusCode(200);
  }

  @Test
  void isAlive() {
    given().when().get("/q/health/live").then().statusCode(200);
  }
}
