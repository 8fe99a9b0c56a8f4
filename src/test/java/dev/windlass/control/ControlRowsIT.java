package dev.windlass.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.control.Documents.Kind;
import dev.windlass.job.Definition;
import dev.windlass.testkit.WindlassServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(WindlassServers.class)
class ControlRowsIT {
  private static final Kind<Note> NOTE = new Kind<>("rows-it-note", Note.class);

  @Inject Definitions definitions;
  @Inject Documents documents;

  record Note(String text) {}

  @Test
  void anOldVersionOfADefinitionIsFoundAfterItsChangeAndItsDeletion() {
    DefinitionKey key = new DefinitionKey("default", "rows-" + UUID.randomUUID());
    definitions.create(definition(key, "first"));
    definitions.put(definition(key, "second"), IfMatch.ANY);
    definitions.delete(key, IfMatch.ANY);
    assertThat(definitions.find(key)).isEmpty();
    assertThat(version(key, 1).description()).isEqualTo("first");
    assertThat(version(key, 2).description()).isEqualTo("second");
    assertThat(definitions.find(key, 3)).isEmpty();
    assertThat(definitions.versions(key, 3, 1))
        .extracting(stored -> stored.definition().version())
        .containsExactly(2);
    assertThat(definitions.versions(key, 2, 9))
        .extracting(stored -> stored.definition().version())
        .containsExactly(1);
  }

  private Definition version(DefinitionKey key, int version) {
    return definitions.find(key, version).orElseThrow().definition();
  }

  @Test
  void documentsAreFoundByTheirIdsTogether() {
    String parent = UUID.randomUUID().toString();
    List<String> ids = List.of(parent + "-a", parent + "-b", parent + "-c");
    ids.forEach(id -> documents.insert(NOTE, id, parent, new Note("of " + id)));
    documents.delete(NOTE, ids.get(1));
    assertThat(documents.find(NOTE, ids))
        .containsOnlyKeys(ids.get(0), ids.get(2))
        .allSatisfy((id, note) -> assertThat(note.body().text()).isEqualTo("of " + id));
    assertThat(documents.find(NOTE, List.of())).isEmpty();
  }

  private static Definition definition(DefinitionKey key, String description) {
    return new Definition(
        key.namespace(),
        key.name(),
        0,
        description,
        "simulate",
        null,
        List.of(new Definition.Case("case", null)),
        1,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
