package dev.windlass.coordinator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Writes what this version writes into a corpus of its own:
 *
 * <pre>./mvnw test -Dtest=CorpusWriter -Dwindlass.corpus=2</pre>
 *
 * with the first number that is free. docs/upgrade.md says when.
 */
class CorpusWriter {
  @Test
  @EnabledIfSystemProperty(named = "windlass.corpus", matches = "[1-9][0-9]*")
  void writesTheCorpusOfThisVersion() {
    try (CorpusStory story = new CorpusStory()) {
      story.tell();
      Corpus.of(System.getProperty("windlass.corpus"))
          .write(story.records(), story.state(), story.expected());
    }
  }
}
