package dev.windlass.compat.guidewire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Map;

/** The resource BatchProcess and what it is wrapped in. */
final class BatchProcessJson {
  private static final String BASE = "/systemtools/v1/batch-processes";

  private BatchProcessJson() {}

  record Type(String code, String name) {}

  /** Ours: what is inside of it is not published. */
  record WorkQueue(int numActiveExecutors, long numActiveWorkItems) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonPropertyOrder(alphabetic = true)
  record Attributes(
      boolean distributed,
      Long processId,
      StatusJson status,
      Type type,
      Boolean wasStopped,
      WorkQueue workQueueStatus) {
    Attributes started(Long process) {
      return new Attributes(distributed, process, status, type, wasStopped, workQueueStatus);
    }

    Attributes stopped(boolean stopped) {
      return new Attributes(distributed, processId, status, type, stopped, workQueueStatus);
    }
  }

  record Link(String href, List<String> methods) {}

  record Data(Attributes attributes, String checksum, String id, Map<String, Link> links) {}

  record One(Data data) {}

  record Many(int count, List<Data> data, Map<String, Link> links) {}

  /** An execution that is over, or is the one that runs. */
  record History(StatusJson attributes, String id, Map<String, Link> links) {}

  record Histories(int count, List<History> data, Map<String, Link> links) {}

  record OneHistory(History data) {}

  static Data data(Attributes attributes) {
    String path = BASE + "/" + attributes.type().code();
    Map<String, Link> links =
        Map.of(
            "self", new Link(path, List.of("get")),
            "start", new Link(path + "/start", List.of("post")),
            "stop", new Link(path + "/stop", List.of("post")));
    String checksum = Integer.toHexString(attributes.hashCode());
    return new Data(attributes, checksum, attributes.type().code(), links);
  }

  static Map<String, Link> self(String path) {
    return Map.of("self", new Link(BASE + path, List.of("get")));
  }
}
