package dev.windlass.compat.web3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.compat.web3.JobStatusRepr.Data;
import dev.windlass.compat.web3.JobStatusRepr.Progress;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** The representations, letter by letter. */
class JobStatusReprTest {
  private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678Z");

  @Test
  void xmlIsThatOfTheSeed() {
    assertThat(text(JobStatusXml.job(full("a=b"))))
        .isEqualTo(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                + "<JobStatus Type=\"Import\" Status=\"Completed\" Address=\"http://h/j\">"
                + "<Parameters>a=b</Parameters><Id>i</Id><Identity>ana</Identity>"
                + "<WorkerId>w</WorkerId><StatusMessage>m</StatusMessage>"
                + "<Created>2026-01-02T03:04:05Z</Created><Updated>2026-01-02T03:04:06Z</Updated>"
                + "<Completed>2026-01-02T03:04:07Z</Completed>"
                + "<Progress><Started>2026-01-02T03:04:05Z</Started><Count>3</Count>"
                + "<Target>4</Target></Progress>"
                + "<JobData><JobData Id=\"result\" Address=\"http://h/r\" ContentType=\"text/csv\""
                + " Name=\"i.csv\"></JobData></JobData></JobStatus>");
  }

  @Test
  void jsonIsThatOfTheSeed() {
    assertThat(text(JobStatusJson.job(full("a=b"), Web3Config.JsonDates.ISO)))
        .isEqualTo(
            "{\"Id\":\"i\",\"Address\":\"http://h/j\",\"Identity\":\"ana\",\"WorkerId\":\"w\","
                + "\"StatusMessage\":\"m\",\"Created\":\"2026-01-02T03:04:05.678Z\","
                + "\"Updated\":\"2026-01-02T03:04:06.678Z\","
                + "\"Completed\":\"2026-01-02T03:04:07.678Z\","
                + "\"Progress\":{\"Started\":\"2026-01-02T03:04:05.678Z\",\"Count\":3,\"Target\":4},"
                + "\"JobData\":[{\"Id\":\"result\",\"Address\":\"http://h/r\","
                + "\"ContentType\":\"text/csv\",\"Name\":\"i.csv\"}],"
                + "\"JobType\":2,\"Status\":3,\"Parameters\":\"a=b\"}");
  }

  @Test
  void whatIsNotThereIsLeftOutOfXmlAndNullInJson() {
    assertThat(text(JobStatusXml.job(bare())))
        .endsWith(
            "<Parameters></Parameters><Id>i</Id><Identity>ana</Identity>"
                + "<Created>2026-01-02T03:04:05Z</Created><Updated>2026-01-02T03:04:05Z</Updated>"
                + "<Progress><Count>0</Count></Progress><JobData></JobData></JobStatus>");
    assertThat(text(JobStatusJson.job(bare(), Web3Config.JsonDates.ISO)))
        .contains("\"WorkerId\":null,\"StatusMessage\":null,")
        .contains("\"Completed\":null,\"Progress\":{\"Started\":null,\"Count\":0,\"Target\":null}")
        .contains("\"JobData\":[],\"JobType\":0,\"Status\":0,\"Parameters\":\"\"");
  }

  @Test
  void jsonHasDatesAsDotNetWroteThemWhereItIsConfigured() {
    assertThat(text(JobStatusJson.job(full("a=b"), Web3Config.JsonDates.MICROSOFT)))
        .contains("\"Created\":\"\\/Date(1767323045678)\\/\",");
  }

  @Test
  void whatXmlCannotHoldDoesNotBreakIt() throws Exception {
    String odd = "a\u0000b\u0008c\uD800d\uFFFEe \uD83D\uDE00 <&>\"' ]]> \r\n";
    String shown = "a\uFFFDb\uFFFDc\uFFFDd\uFFFDe \uD83D\uDE00 <&>\"' ]]> \n";
    for (byte[] xml :
        List.of(
            JobStatusXml.job(full(odd)),
            JobStatusXml.jobs(List.of(full(odd))),
            JobStatusXml.error("code", odd))) {
      Element root =
          DocumentBuilderFactory.newDefaultInstance()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(xml))
              .getDocumentElement();
      String name = root.getTagName().equals("Error") ? "Message" : "Parameters";
      assertThat(root.getElementsByTagName(name).item(0).getTextContent()).isEqualTo(shown);
    }
  }

  @Test
  void aPageHasNoScriptWhateverTheParametersAre() {
    String script = "a=<script>alert(1)</script>\"><img src=x onerror=alert(1)>";
    for (byte[] html :
        List.of(
            JobStatusHtml.job(full(script)),
            JobStatusHtml.jobs(List.of(full(script))),
            JobStatusHtml.error("code", script))) {
      assertThat(text(html))
          .startsWith("<!DOCTYPE html><html lang=\"en\">")
          .contains("a=&lt;script&gt;alert(1)&lt;/script&gt;")
          .doesNotContain("<script")
          .doesNotContain("<img");
    }
  }

  @Test
  void aListIsJobsInXmlAndAnArrayInJson() {
    assertThat(text(JobStatusXml.jobs(List.of(bare(), bare()))))
        .contains("<Jobs><JobStatus Type=\"Null\" Status=\"Created\"")
        .contains("</JobStatus><JobStatus ")
        .endsWith("</JobStatus></Jobs>");
    assertThat(text(JobStatusXml.jobs(List.of()))).endsWith("<Jobs></Jobs>");
    assertThat(text(JobStatusJson.jobs(List.of(bare(), bare()), Web3Config.JsonDates.ISO)))
        .startsWith("[{\"Id\":\"i\"")
        .contains("},{\"Id\":\"i\"");
  }

  @Test
  void anErrorHasACodeAndAMessage() {
    assertThat(text(JobStatusXml.error("gone-wrong", "a < b")))
        .endsWith("<Error Code=\"gone-wrong\"><Message>a &lt; b</Message></Error>");
    assertThat(text(JobStatusJson.error("gone-wrong", "a < b")))
        .isEqualTo("{\"Code\":\"gone-wrong\",\"Message\":\"a < b\"}");
  }

  private static JobStatusRepr full(String parameters) {
    return new JobStatusRepr(
        JobType.IMPORT,
        JobState.COMPLETED,
        "http://h/j",
        parameters,
        "i",
        "ana",
        "w",
        "m",
        AT,
        AT.plusSeconds(1),
        AT.plusSeconds(2),
        new Progress(AT, 3, 4L),
        List.of(new Data("result", "http://h/r", "text/csv", "i.csv")));
  }

  private static JobStatusRepr bare() {
    return new JobStatusRepr(
        JobType.NULL,
        JobState.CREATED,
        "http://h/j",
        "",
        "i",
        "ana",
        null,
        null,
        AT,
        AT,
        null,
        new Progress(null, 0, null),
        List.of());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
