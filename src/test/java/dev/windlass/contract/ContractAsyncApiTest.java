package dev.windlass.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.job.JobEvent;
import dev.windlass.wire.EventRecord;
import dev.windlass.wire.Topics;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ContractAsyncApiTest {
  private final AsyncApi api = AsyncApi.read();

  @Test
  void hasAMessageForEveryRecordAndForNothingElse() {
    assertThat(api.messages().properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrderElementsOf(
            Contract.messages().map(Class::getSimpleName).toList());
  }

  @Test
  void everyMessageRefersToTheSchemaOfItsName() {
    for (Map.Entry<String, JsonNode> message : api.messages().properties()) {
      String schema = message.getValue().at("/payload/schema/$ref").asText();
      assertThat(schema).isEqualTo("./schemas/" + message.getKey() + ".json");
      assertThat(Files.exists(Contract.ASYNCAPI.resolveSibling(schema))).as(schema).isTrue();
    }
  }

  @Test
  void everyMessageStandsOnATopic() {
    assertThat(api.channels().flatMap(c -> AsyncApi.messagesOf(c).stream()).distinct())
        .containsExactlyInAnyOrderElementsOf(
            api.messages().properties().stream().map(Map.Entry::getKey).toList());
  }

  @Test
  void describesEveryTopic() throws Exception {
    assertThat(api.channels().map(c -> c.get("address").asText()))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(topics(), Stream.of("windlass.tasks.{queue}.{priority}")).toList());
  }

  @Test
  void everyTypeOfEventIsAnEventAndEveryReplyAnAnswer() {
    assertThat(AsyncApi.messagesOf(api.channel("events")))
        .containsExactlyElementsOf(names(Contract.events()));
    assertThat(AsyncApi.messagesOf(api.channel("grants"))).containsAll(names(Contract.replies()));
  }

  @Test
  void anEventIsNamedByItsType() {
    for (Class<?> event : Contract.events()) {
      assertThat(api.messages().at("/" + event.getSimpleName() + "/name").asText())
          .isEqualTo(EventRecord.typeOf(event.asSubclass(JobEvent.class)));
    }
  }

  @Test
  void everyReferenceWithinTheDocumentLeadsSomewhere() {
    assertThat(references(api.document()))
        .hasSizeGreaterThan(100)
        .allSatisfy(
            ref -> assertThat(api.document().at(ref.substring(1)).isMissingNode()).isFalse());
  }

  private static Stream<String> references(JsonNode node) {
    Stream<String> here =
        Stream.ofNullable(node.get("$ref")).map(JsonNode::asText).filter(r -> r.startsWith("#"));
    return Stream.concat(here, node.valueStream().flatMap(ContractAsyncApiTest::references));
  }

  /** What {@link Topics} names without being asked for a queue. */
  private static Stream<String> topics() throws Exception {
    Topics topics = new Topics("windlass");
    return Arrays.stream(Topics.class.getDeclaredMethods())
        .filter(m -> m.getParameterCount() == 0 && m.getReturnType() == String.class)
        .filter(
            m -> !List.of("prefix", "toString", "coordinator", "projection").contains(m.getName()))
        .map(m -> call(m, topics));
  }

  private static String call(Method method, Topics topics) {
    try {
      return (String) method.invoke(topics);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> names(List<Class<?>> types) {
    return types.stream().<String>map(Class::getSimpleName).toList();
  }
}
