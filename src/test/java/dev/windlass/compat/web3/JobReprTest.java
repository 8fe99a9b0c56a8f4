package dev.windlass.compat.web3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.windlass.control.Refusal;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs that clients send, and what attackers send instead. */
@Timeout(10)
class JobReprTest {
  private static final int MOST = 65536;

  @Test
  void aJobIsReadFromXml() {
    JobRepr job =
        xml(
            """
            <?xml version="1.0" encoding="utf-8"?>
            <!-- made by hand -->
            <Job Type="Import" Status="Queued"><Parameters>
              File=a.xtm;Note=5 &lt; 6 &amp; <![CDATA[7 > 6]]>&#33;
            </Parameters></Job>
            """);
    assertThat(job)
        .isEqualTo(
            new JobRepr(
                JobType.IMPORT,
                JobState.QUEUED,
                Map.of("File", "a.xtm", "Note", "5 < 6 & 7 > 6!")));
  }

  @Test
  void aJobIsReadFromJson() {
    assertThat(json("{\"JobType\": 3, \"Status\": 0, \"Parameters\": \"a=b;c=d\"}"))
        .isEqualTo(new JobRepr(JobType.EXPORT, JobState.CREATED, Map.of("a", "b", "c", "d")));
  }

  @Test
  void whatIsNotSaidIsNull() {
    JobRepr nothing = new JobRepr(null, null, null);
    assertThat(xml("<Job/>")).isEqualTo(nothing);
    assertThat(json("{\"Parameters\": null}")).isEqualTo(nothing);
    assertThat(xml("<Job><Parameters/></Job>").parameters()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Import,2",
    "Export,3",
    "SchemaSync,4",
    "Transaction,1",
    "TopicMapTransaction,1",
  })
  void everyTypeIsTakenByItsNameAndItsNumber(String name, int number) {
    assertThat(xml("<Job Type='" + name + "'/>").type().number()).isEqualTo(number);
    assertThat(json("{\"JobType\":" + number + "}").type().number()).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "5", "-1", "\"2\"", "2.5", "true", "99999999999"})
  void noOtherTypeIs(String number) {
    refused(() -> json("{\"JobType\":" + number + "}"), "'JobType' must be");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Null", "import", "", "2"})
  void noOtherNameOfATypeIs(String name) {
    refused(() -> xml("<Job Type='" + name + "'/>"), "Type' must be");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "3", "4", "99", "5", "\"1\""})
  void noStatusButCreatedAndQueuedCanBeAskedFor(String number) {
    refused(() -> json("{\"Status\":" + number + "}"), "'Status' must be");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Processing", "Completed", "CompletedWithErrors", "Unknown", "queued", "1"})
  void norByAnotherName(String name) {
    refused(() -> xml("<Job Status='" + name + "'/>"), "'Status' must be");
  }

  @Test
  void whatWasReadCanBeSentBack() {
    assertThat(
            xml(
                """
                <JobStatus Type="Import" Status="Created" Address="http://x/y">
                  <Parameters>a=b</Parameters><Id>1</Id><Created>2010-09-24:12:00:00</Created>
                  <Progress><Count>0</Count></Progress><JobData><JobData Id="r"/></JobData>
                </JobStatus>
                """))
        .isEqualTo(new JobRepr(JobType.IMPORT, JobState.CREATED, Map.of("a", "b")));
    assertThat(
            json(
                "{\"Id\": \"1\", \"Created\": \"\\/Date(1285329600000)\\/\", \"JobType\": 2,"
                    + " \"Progress\": {\"Count\": 0}, \"JobData\": [], \"Status\": 1}"))
        .isEqualTo(new JobRepr(JobType.IMPORT, JobState.QUEUED, null));
  }

  @Test
  void whatIsUnknownIsRefusedByItsName() {
    refused(() -> json("{\"Paramters\": \"a=b\"}"), "'Paramters' is no member of a job");
    refused(() -> xml("<Job><Paramters>a=b</Paramters></Job>"), "'Paramters' is no element");
    refused(() -> xml("<Job State='Queued'/>"), "'State' is no attribute");
    refused(() -> xml("<Task/>"), "must be Job");
    refused(() -> xml("<Job><Parameters>a=<b/></Parameters></Job>"), "nothing but text");
    refused(() -> xml("<Job><Parameters/><Parameters/></Job>"), "must be there once");
    refused(() -> json("{\"Parameters\": {\"a\": \"b\"}}"), "must be a text");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<Job", "<Job></Jab>", "<Job/><Job/>", "<Job>&nothing;</Job>", "<Job a/>"})
  void whatIsNoXmlIsRefusedWithItsPlace(String text) {
    refused(() -> xml(text), "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[]", "1", "{} {}", "{\"Status\":1,\"Status\":0}", "nothing"})
  void whatIsNoJsonObjectIsRefused(String text) {
    refused(() -> json(text), "");
  }

  @Test
  void withoutATypeABodyIsWhatItLooksLike() {
    for (String type :
        new String[] {null, "application/x-www-form-urlencoded", "text/plain", "*/*"}) {
      assertThat(read(" \n<Job Type='Import'/>", type).type()).isEqualTo(JobType.IMPORT);
      assertThat(read("\uFEFF{\"JobType\": 2}", type).type()).isEqualTo(JobType.IMPORT);
    }
    refused(() -> read(" ", null), "the body is empty");
  }

  @Test
  void anotherTypeOrCharacterSetIsNotRead() {
    refused(() -> read("<Job/>", "image/png"), "not image/png");
    refused(() -> read("<Job/>", "application/xml;charset=utf-16"), "bodies are UTF-8 or");
    byte[] latin =
        "<Job><Parameters>a=\u00e4</Parameters></Job>".getBytes(StandardCharsets.ISO_8859_1);
    refused(
        () -> JobBody.read(new ByteArrayInputStream(latin), MediaType.APPLICATION_XML_TYPE, MOST),
        "not UTF-8");
    assertThat(
            JobBody.read(
                    new ByteArrayInputStream(latin),
                    new MediaType("application", "xml", "ISO-8859-1"),
                    MOST)
                .parameters())
        .isEqualTo(Map.of("a", "\u00e4"));
  }

  // --- attacks

  @Test
  void anExternalEntityOfAFileIsNotRead(@TempDir Path directory) throws IOException {
    Path secret = Files.writeString(directory.resolve("secret"), "a=the secret");
    refused(
        () ->
            xml(
                "<!DOCTYPE Job [<!ENTITY x SYSTEM \"%s\">]><Job><Parameters>&x;</Parameters></Job>"
                    .formatted(secret.toUri())),
        "a document type is not read here");
  }

  @Test
  void nothingIsFetched(@TempDir Path directory) throws IOException {
    AtomicInteger asked = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
      for (String doctype :
          new String[] {
            "<!DOCTYPE Job SYSTEM \"" + url + "a.dtd\">",
            "<!DOCTYPE Job PUBLIC \"-//x\" \"" + url + "b.dtd\">",
            "<!DOCTYPE Job [<!ENTITY x SYSTEM \"" + url + "c\">]>",
            "<!DOCTYPE Job [<!ENTITY % x SYSTEM \"" + url + "d\"> %x;]>"
          }) {
        refused(
            () -> xml(doctype + "<Job><Parameters>a=&x;</Parameters></Job>"),
            "a document type is not read here");
      }
      refused(
          () ->
              xml(
                  "<Job xmlns:xi=\"http://www.w3.org/2001/XInclude\"><xi:include href=\"%s\"/></Job>"
                      .formatted(url)),
          "'include' is no element of a job");
      assertThat(
              xml("<Job xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
                      + "<?xml-stylesheet href=\""
                      + url
                      + "\"?></Job>")
                  .type())
          .isNull();
    } finally {
      server.stop(0);
    }
    assertThat(asked).as("requests that the parser made").hasValue(0);
  }

  @Test
  void entitiesAreNotMultiplied() {
    StringBuilder laughs = new StringBuilder("<!DOCTYPE Job [<!ENTITY l0 \"lol\">");
    for (int i = 1; i < 30; i++) {
      laughs.append("<!ENTITY l%d \"%s\">".formatted(i, ("&l" + (i - 1) + ";").repeat(10)));
    }
    refused(() -> xml(laughs + "]><Job><Parameters>a=&l29;</Parameters></Job>"), "a document type");
    String quadratic =
        "<!DOCTYPE Job [<!ENTITY x \"%s\">]><Job><Parameters>a=%s</Parameters></Job>"
            .formatted("x".repeat(20_000), "&x;".repeat(10_000));
    refused(() -> xml(quadratic), "a document type");
  }

  @Test
  void depthAndAttributesHaveTheirLimits() {
    refused(() -> xml("<Job><JobData>" + "<JobData>".repeat(5_000)), "elements may be 8 deep");
    refused(
        () -> xml("<Job Address='" + "x".repeat(50_000) + "'/>"),
        "an attribute may have 2000 characters");
    StringBuilder many = new StringBuilder("<Job");
    for (int i = 0; i < 5_000; i++) {
      many.append(" a").append(i).append("='1'");
    }
    refused(() -> xml(many + "/>"), "");
    refused(() -> json("{\"Progress\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}"), "");
  }

  @Test
  void aBodyThatIsTooLargeIsNotReadToItsEnd() {
    refused(
        () -> xml("<Job><Parameters>a=" + "x".repeat(MOST) + "</Parameters></Job>"),
        "the body may have 65536 bytes and has more");
  }

  private static JobRepr xml(String text) {
    return read(text, "application/xml");
  }

  private static JobRepr json(String text) {
    return read(text, "application/json; charset=UTF-8");
  }

  private static JobRepr read(String text, String type) {
    return JobBody.read(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
        type == null ? null : mediaType(type),
        MOST);
  }

  private static MediaType mediaType(String type) {
    String[] parts = type.split("[/;]");
    return type.contains("charset")
        ? new MediaType(parts[0], parts[1].strip(), type.substring(type.indexOf('=') + 1))
        : new MediaType(parts[0], parts[1]);
  }

  private static void refused(ThrowingCallable reading, String why) {
    assertThatThrownBy(reading).isInstanceOf(Refusal.class).hasMessageContaining(why);
  }
}
