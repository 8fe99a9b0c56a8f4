package dev.windlass.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileResultStoreTest extends ResultStoreContract {
  @TempDir Path directory;
  private ResultStore store;

  @BeforeEach
  void open() {
    store = new FileResultStore(directory.resolve("results"));
  }

  @Override
  ResultStore store() {
    return store;
  }

  @Test
  void whatAKilledProcessHasLeftIsForgotten() throws IOException {
    ResultStore.Upload left = store.create(new ResultName("job", "x.csv"));
    left.write(1);
    left.flush();
    store.forgetUploads(Instant.now().plusSeconds(60));
    try (Stream<Path> uploads = Files.list(directory.resolve("results").resolve(".uploads"))) {
      assertThat(uploads).isEmpty();
    }
    left.close();
  }

  @Test
  void aStoreThatIsNotThereYetIsEmpty() throws IOException {
    store.owners(
        owner -> {
          throw new AssertionError(owner);
        });
    store.delete("job");
    store.forgetUploads(Instant.now());
    assertThat(store.find(new ResultName("job", "x.csv"))).isEmpty();
  }
}
