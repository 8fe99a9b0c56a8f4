package dev.windlass.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import dev.windlass.testkit.TestServers;
import dev.windlass.testkit.WindlassServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(WindlassServers.class)
class InputsIT {

  @Test
  void aHundredThousandRowsAreStreamedInAndReadByPageAndByRow() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base() + "/v1/inputs?namespace=maps"))
            .header("Content-Type", "text/csv; charset=utf-8")
            .timeout(Duration.ofSeconds(60))
            .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new CsvOf(100_000)))
            .build();
    HttpResponse<String> response;
    try (HttpClient client = HttpClient.newHttpClient()) {
      response = client.send(request, HttpResponse.BodyHandlers.ofString());
    }
    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    String id = io.restassured.path.json.JsonPath.from(response.body()).getString("id");
    assertThat(id).matches("in_[0-9A-Z]{26}");
    given()
        .get("/v1/inputs/" + id)
        .then()
        .statusCode(200)
        .body("rows", equalTo(100_000))
        .body("pages", equalTo(98))
        .body("namespace", equalTo("maps"))
        .body("columns", equalTo(java.util.List.of("id", "address")));
    String etag =
        given()
            .get("/internal/inputs/" + id + "/rows/99999/page")
            .then()
            .statusCode(200)
            .header("Cache-Control", "private, max-age=31536000, immutable")
            .body("input", equalTo(id))
            .body("page", equalTo(97))
            .body("firstRow", equalTo(99_328))
            .body("rows[671].id", equalTo("99999"))
            .extract()
            .header("ETag");
    given()
        .header("If-None-Match", etag)
        .get("/internal/inputs/" + id + "/pages/97")
        .then()
        .statusCode(304);
    given().get("/internal/inputs/" + id + "/pages/98").then().statusCode(404);
    given().delete("/v1/inputs/" + id).then().statusCode(204);
    given().get("/v1/inputs/" + id).then().statusCode(404).body("code", equalTo("unknown-input"));
  }

  @Test
  void aBrokenLineAfterManyGoodOnesLeavesNothing() throws Exception {
    long before = pages();
    given()
        .contentType("text/csv")
        .body("id,address\n" + "1,Main St\n".repeat(5000) + "2\n")
        .post("/v1/inputs")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo("invalid-input"))
        .body("line", equalTo(5002))
        .body("detail", equalTo("line 5002: expected 2 fields (id, address), found 1"));
    assertThat(pages()).isEqualTo(before);
  }

  @Test
  void anUploadThatHangsUpLeavesNothing() throws Exception {
    long before = pages();
    URI uri = URI.create(base());
    try (Socket socket = new Socket(uri.getHost(), uri.getPort());
        OutputStream out = socket.getOutputStream()) {
      String head =
          "POST /v1/inputs HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\n"
              + "Content-Length: 10000000\r\n\r\nid\n";
      out.write((head + "1\n".repeat(50_000)).getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
    // The next upload on the same table sees none of its pages.
    given().contentType("text/csv").body("id\n1\n").post("/v1/inputs").then().statusCode(201);
    assertThat(pages()).isEqualTo(before + 1);
  }

  @Test
  void aBrokenUploadIsAnsweredBeforeItsEndAndWhatFollowsIsNotKept() throws Exception {
    URI uri = URI.create(base());
    byte[] more = "1,2,3,4,5,6,7,8,9\n".repeat(60_000).getBytes(StandardCharsets.UTF_8);
    long before = used();
    long sent = 0;
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      OutputStream out = socket.getOutputStream();
      String head =
          "POST /v1/inputs HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\n"
              + "Content-Length: 1000000000\r\n\r\nid,name\n1\n";
      out.write(head.getBytes(StandardCharsets.UTF_8));
      out.flush();
      byte[] answer = socket.getInputStream().readNBytes(12);
      assertThat(new String(answer, StandardCharsets.UTF_8)).isEqualTo("HTTP/1.1 400");
      try {
        for (; sent < 400_000_000; sent += more.length) {
          out.write(more);
        }
      } catch (IOException e) {
        // the server hung up: so much the better
      }
      assertThat(used() - before).as("bytes kept of %d sent", sent).isLessThan(150_000_000);
    }
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Test
  void otherMediaTypesAreRefused() {
    given()
        .contentType("application/xml")
        .body("<a/>")
        .post("/v1/inputs")
        .then()
        .statusCode(415)
        .body("code", equalTo("unsupported-media-type"))
        .body("detail", matchesPattern("'application/xml.*' is not read here"));
  }

  private static long pages() throws Exception {
    try (var connection = TestServers.get().connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from input_page")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static String base() {
    return "http://127.0.0.1:" + io.restassured.RestAssured.port;
  }

  /** Rows made while they are read. */
  private static final class CsvOf extends InputStream {
    private final int rows;
    private int row = -1;
    private byte[] line = "id,address\n".getBytes(StandardCharsets.UTF_8);
    private int at;

    CsvOf(int rows) {
      this.rows = rows;
    }

    @Override
    public int read() throws IOException {
      if (at == line.length) {
        if (++row >= rows) {
          return -1;
        }
        line = (row + ",\"Main Street " + row + "\"\n").getBytes(StandardCharsets.UTF_8);
        at = 0;
      }
      return line[at++];
    }
  }
}
