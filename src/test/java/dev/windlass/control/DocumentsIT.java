package dev.windlass.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.control.Documents.Document;
import dev.windlass.control.Documents.Kind;
import dev.windlass.testkit.WindlassServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(WindlassServers.class)
class DocumentsIT {
  record Note(String text) {}

  @Inject Documents documents;

  private final Kind<Note> kind = new Kind<>("note-" + UUID.randomUUID(), Note.class);
  private final Kind<Note> other = new Kind<>("note-" + UUID.randomUUID(), Note.class);

  @Test
  void thoseOfManyIdsThatThereAreAreFoundAtOnce() {
    documents.insert(kind, "a", "", new Note("1"));
    documents.insert(kind, "b", "", new Note("2"));
    documents.insert(other, "c", "", new Note("3"));
    assertThat(documents.find(kind, List.of("b", "c", "d", "a")))
        .extracting(Document::body)
        .containsExactlyInAnyOrder(new Note("1"), new Note("2"));
    assertThat(documents.find(kind, List.of())).isEmpty();
  }
}
