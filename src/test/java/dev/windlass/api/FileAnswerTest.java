package dev.windlass.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.api.FileAnswer.Part;
import dev.windlass.result.ResultFile;
import dev.windlass.result.ResultName;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileAnswerTest {
  private static final FileAnswer TEN_BYTES = of(10);

  @ParameterizedTest
  @CsvSource({
    "bytes=0-3, 0, 4",
    "bytes=4-4, 4, 1",
    "bytes=7-, 7, 3",
    "bytes=-4, 6, 4",
    "bytes=-40, 0, 10",
    "bytes=8-40, 8, 2",
    "bytes=0-, 0, 10",
    "'bytes=0-1,4-5', 0, 10",
    "lines=0-1, 0, 10",
    "bytes=-, 0, 10",
    "bytes=a-b, 0, 10"
  })
  void aRangeIsWhatHttpSays(String range, long from, long length) {
    assertThat(TEN_BYTES.part(range)).isEqualTo(new Part(from, length));
  }

  @ParameterizedTest
  @CsvSource({"bytes=10-", "bytes=10-20", "bytes=-0", "bytes=5-4"})
  void aRangeThatTheFileDoesNotHaveIsRefused(String range) {
    assertThatThrownBy(() -> TEN_BYTES.part(range))
        .hasMessageContaining("the file has 10 bytes, asked for was " + range);
  }

  @Test
  void anEmptyFileHasNoRanges() {
    assertThatThrownBy(() -> of(0).part("bytes=0-")).hasMessageContaining("the file has 0 bytes");
  }

  @ParameterizedTest
  @CsvSource({
    "geocode-42.csv, geocode-42.csv",
    "'a\"; x=y.csv', a___x_y.csv",
    "'../../etc/passwd', _.._.._etc_passwd",
    "Köln.csv, K_ln.csv"
  })
  void aNameEndsNoHeader(String name, String plain) {
    assertThat(FileAnswer.plain(name)).isEqualTo(plain);
    assertThat(FileAnswer.plain("a\r\nSet-Cookie: b")).isEqualTo("a__Set-Cookie__b");
  }

  private static FileAnswer of(long size) {
    return new FileAnswer(
        new ResultFile(new ResultName("job", "results-1.csv"), size, Instant.EPOCH), "x.csv");
  }
}
