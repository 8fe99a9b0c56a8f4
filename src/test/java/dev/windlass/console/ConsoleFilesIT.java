package dev.windlass.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.testkit.Http;
import dev.windlass.testkit.Http.Answer;
import dev.windlass.testkit.WindlassServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** How the console's files are served; needs no browser. */
@QuarkusTest
@QuarkusTestResource(WindlassServers.class)
class ConsoleFilesIT {
  private static final Pattern SCRIPT = Pattern.compile("src=\"(/static/bundle/app-\\w+\\.js)\"");

  @TestHTTPResource("/")
  String root;

  private Answer read(String path) {
    return Http.get(root.replaceAll("/$", "") + path).expect(200);
  }

  private static String header(Answer answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  @Test
  void thePageHoldsNoScriptAndNoStyleAndIsAskedForEachTime() {
    Answer page = read("/");
    assertThat(page.body()).contains("<wl-entrance>").doesNotContain("<style", "style=", "onload");
    assertThat(page.body()).doesNotContainPattern("<script(?![^>]*\\ssrc=)");
    assertThat(header(page, "Cache-Control")).isEqualTo("no-cache");
  }

  @Test
  void theBundleNeverChangesUnderItsName() {
    Matcher script = SCRIPT.matcher(read("/").body());
    assertThat(script.find()).isTrue();
    assertThat(header(read(script.group(1)), "Cache-Control")).contains("immutable");
  }

  @Test
  void onlyTheConsoleHasAPolicyForItsContent() {
    for (String path : new String[] {"/", "/index.html", "/static/windlass.svg"}) {
      Answer answer = read(path);
      assertThat(header(answer, "Content-Security-Policy"))
          .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
          .endsWith("frame-ancestors 'none'")
          .doesNotContain("unsafe");
      assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
    }
    assertThat(header(read("/q/swagger-ui/"), "Content-Security-Policy")).isEmpty();
    assertThat(header(read("/v1/definitions"), "Content-Security-Policy")).isEmpty();
  }
}
