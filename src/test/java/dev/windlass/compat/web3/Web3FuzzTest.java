package dev.windlass.compat.web3;

import dev.windlass.control.Refusal;
import dev.windlass.fuzz.Fuzz;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Web3FuzzTest {
  @Test
  void aJobOfEitherKindIsReadOrRefused() {
    Fuzz.of("web3 job", bytes -> JobBody.read(new ByteArrayInputStream(bytes), null, 1 << 20))
        .seeds(
            """
            <?xml version="1.0" encoding="utf-8"?><!-- a -->
            <Job Type="Import" Status="Queued" xmlns:x="y"><Parameters>
              File=a.xtm;Note=5 &lt; 6 &amp; <![CDATA[7 > 6]]>&#33;</Parameters>
              <Progress><Count>0</Count></Progress></Job>""",
            "{\"JobType\":1,\"Status\":0,\"Parameters\":\"a=b;c=%3Bd\",\"Id\":{}}")
        .refusing(Refusal.class)
        .run();
  }

  @Test
  void parametersAreReadOrRefusedAndComeBack() {
    Fuzz.ofText("web3 parameters", Parameters::parse)
        .seeds("a=b;c=d", "url=http://x/?q=a%20b;%3D=%25%3B")
        .refusing(Refusal.class)
        .comesBack(read -> Parameters.text(read).getBytes(StandardCharsets.UTF_8))
        .run();
  }

  @Test
  void whateverIsShownIsXml() {
    Fuzz.ofText(
            "web3 xml",
            text ->
                JobReprXml.read(
                    new String(
                        Xml.document(
                            xml ->
                                xml.element(
                                    "Job",
                                    job ->
                                        job.element(
                                            "Id", inner -> inner.attribute("a", text).text(text)))),
                        StandardCharsets.UTF_8)))
        .seeds("a <b> & \"c\" ]]> \u0001")
        .refusing(Refusal.class)
        .run();
  }
}
