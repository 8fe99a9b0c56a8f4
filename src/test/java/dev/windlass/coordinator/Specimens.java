package dev.windlass.coordinator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.job.Claim;
import dev.windlass.job.Creation;
import dev.windlass.job.Directive;
import dev.windlass.job.DirectiveMemory;
import dev.windlass.job.DispatchState;
import dev.windlass.job.Grant;
import dev.windlass.job.JobHeader;
import dev.windlass.job.Page;
import dev.windlass.job.PageIndex;
import dev.windlass.job.Progress;
import dev.windlass.job.Reply;
import dev.windlass.job.SerialKey;
import dev.windlass.job.Snapshot;
import dev.windlass.job.Tombstone;
import dev.windlass.trace.Trace;
import dev.windlass.wire.ControlRecord;
import dev.windlass.wire.DeadLetter;
import dev.windlass.wire.DefinitionRecord;
import dev.windlass.wire.DrainRecord;
import dev.windlass.wire.EventCodec;
import dev.windlass.wire.Json;
import dev.windlass.wire.RecordType;
import dev.windlass.wire.ResultRecord;
import dev.windlass.wire.TaskRecord;
import dev.windlass.wire.WorkerRecord;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What each record of a corpus is, and how this version reads it. */
final class Specimens {
  private Specimens() {}

  static String kind(Corpus.State state) {
    byte[] key = state.key().get();
    return switch (state.store()) {
      case JobStore.NAME -> jobKind(key[0]).name();
      case DeadlineStore.NAME ->
          state.store() + " " + new String(key, 24, key.length - 24, StandardCharsets.US_ASCII);
      default -> state.store();
    };
  }

  private static StateKey.Kind jobKind(byte letter) {
    return Arrays.stream(StateKey.Kind.values())
        .filter(kind -> kind.letter == letter)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no kind of state has the letter " + (char) letter));
  }

  static Class<?> type(Corpus.State state) {
    if (state.store().equals(SerialKeyStore.NAME)) {
      return SerialKey.class;
    }
    return switch (jobKind(state.key().get()[0])) {
      case HEADER -> JobHeader.class;
      case DISPATCH -> DispatchState.class;
      case INDEX -> PageIndex.class;
      case MEMORY -> DirectiveMemory.class;
      case CREATION -> Creation.class;
      case SNAPSHOT -> Snapshot.class;
      case TOMBSTONE -> Tombstone.class;
      case PAGE -> Page.class;
      case GRANT -> Grant.class;
      case TRACE -> Trace.class;
      case DISPATCHES -> JsonNode.class;
      case DIRECTIVES_OFFSET -> Long.class;
    };
  }

  static JsonNode read(Corpus.Line line) {
    if (line.topic().equals(Corpus.TOPICS.events())) {
      return Corpus.tree(EventCodec.value(EventCodec.read(line.headers(), line.value())));
    }
    Class<?> read =
        line.topic().equals(Corpus.TOPICS.grants()) && isReply(line) ? Reply.class : type(line);
    return Corpus.tree(Json.write(Json.read(line.value(), read)));
  }

  static Class<?> type(Corpus.Line line) {
    String kind = line.topic().substring(Corpus.TOPICS.prefix().length() + 1);
    return switch (kind.split("\\.")[0]) {
      case "directives" -> isDirective(line) ? Directive.class : DrainRecord.class;
      case "tasks" -> TaskRecord.class;
      case "claims" -> Claim.class;
      case "grants" ->
          isReply(line) ? Json.read(line.value(), Reply.class).getClass() : DrainRecord.class;
      case "progress" -> Progress.class;
      case "results" -> ResultRecord.class;
      case "control" ->
          DefinitionRecord.isKey(line.key()) ? DefinitionRecord.class : ControlRecord.class;
      case "status" -> JobHeader.class;
      case "workers" -> WorkerRecord.class;
      case "dead-letters" -> DeadLetter.class;
      default -> throw new AssertionError("nobody reads " + line.topic());
    };
  }

  static boolean isDirective(Corpus.Line line) {
    return RecordType.of(line.headers()) == RecordType.DIRECTIVE;
  }

  private static boolean isReply(Corpus.Line line) {
    return RecordType.of(line.headers()) == RecordType.REPLY;
  }
}
