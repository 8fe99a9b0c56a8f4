package dev.windlass.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every result store keeps to. */
abstract class ResultStoreContract {
  private final String owner = UUID.randomUUID().toString();
  private final ResultName name = new ResultName(owner, "results-1.csv");

  abstract ResultStore store();

  @Test
  void aFileIsThereWholeOnceItIsCommitted() throws IOException {
    byte[] bytes = "a,b\r\n1,2\r\n".getBytes(StandardCharsets.UTF_8);
    put(name, bytes);
    ResultFile file = store().find(name).orElseThrow();
    assertThat(file.size()).isEqualTo(bytes.length);
    assertThat(read(file, 0, file.size())).isEqualTo(bytes);
  }

  @Test
  void nobodySeesAFileBeforeItsCommit() throws IOException {
    try (ResultStore.Upload upload = store().create(name)) {
      upload.write(new byte[300_000]);
      upload.flush();
      assertThat(store().find(name)).isEmpty();
    }
    assertThat(store().find(name)).as("given up").isEmpty();
    assertThat(owners()).doesNotContain(owner);
  }

  @Test
  void aFileOfManyPartsIsReadInRanges() throws IOException {
    byte[] bytes = new byte[12 << 20];
    new Random(7).nextBytes(bytes);
    put(name, bytes);
    ResultFile file = store().find(name).orElseThrow();
    assertThat(file.size()).isEqualTo(bytes.length);
    assertThat(read(file, 0, file.size())).isEqualTo(bytes);
    assertThat(read(file, (5 << 20) - 3, 6))
        .isEqualTo(Arrays.copyOfRange(bytes, (5 << 20) - 3, (5 << 20) + 3));
    assertThat(read(file, bytes.length - 1, 1)).containsExactly(bytes[bytes.length - 1]);
    assertThat(read(file, 0, 0)).isEmpty();
  }

  @Test
  void aSecondFileTakesThePlaceOfTheFirst() throws IOException {
    put(name, new byte[] {1, 2, 3});
    put(name, new byte[] {4});
    ResultFile file = store().find(name).orElseThrow();
    assertThat(read(file, 0, file.size())).containsExactly(4);
  }

  @Test
  void anEmptyFileIsAFile() throws IOException {
    put(name, new byte[0]);
    ResultFile file = store().find(name).orElseThrow();
    assertThat(file.size()).isZero();
    assertThat(read(file, 0, 0)).isEmpty();
  }

  @Test
  void allFilesOfAnOwnerGoAtOnceAndThoseOfOthersStay() throws IOException {
    ResultName other = new ResultName(UUID.randomUUID().toString(), "results-1.csv");
    put(name, new byte[] {1});
    put(new ResultName(owner, "out.csv"), new byte[] {2});
    put(other, new byte[] {3});
    assertThat(owners()).contains(owner, other.owner());
    store().delete(owner);
    assertThat(store().find(name)).isEmpty();
    assertThat(owners()).doesNotContain(owner).contains(other.owner());
    store().delete(owner);
  }

  @Test
  void anUploadThatGoesOnSurvivesTheForgettingOfOldOnes() throws IOException {
    try (ResultStore.Upload upload = store().create(name)) {
      upload.write(new byte[6 << 20]);
      store().forgetUploads(Instant.now().minusSeconds(3600));
      upload.write(new byte[6 << 20]);
      upload.commit();
    }
    assertThat(store().find(name).orElseThrow().size()).isEqualTo(12 << 20);
  }

  @Test
  void namesLeadNowhereElse() {
    for (String bad : new String[] {"..", "../x", "a/b", "", ".x", "a\\b", "x\n", "é"}) {
      assertThatThrownBy(() -> new ResultName(owner, bad))
          .as(bad)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("is no name of a result file");
      assertThatThrownBy(() -> new ResultName(bad, "x"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private void put(ResultName name, byte[] bytes) throws IOException {
    try (ResultStore.Upload upload = store().create(name)) {
      upload.write(bytes);
      upload.commit();
    }
  }

  private byte[] read(ResultFile file, long from, long length) throws IOException {
    try (InputStream in = store().read(file, from, length)) {
      return in.readAllBytes();
    }
  }

  private List<String> owners() throws IOException {
    List<String> owners = new ArrayList<>();
    store().owners(owners::add);
    return owners;
  }
}
