package dev.windlass.cli.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.ClientFailure;
import dev.windlass.cli.client.ExitCode;
import dev.windlass.cli.client.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Batch jobs as people name them: an id, its beginning, or a number. An id begins with 0 for some
 * centuries to come, a number never does.
 */
final class JobIds {
  static final Pattern WHOLE =
      Pattern.compile("[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}");
  private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,17}");
  private static final Pattern BEGINNING = Pattern.compile("[0-9a-fA-F-]{1,35}");

  /** Definitions that are called so are found too: a page that big has the batch job in it. */
  private static final int PAGE = 200;

  private static final int NAMED = 5;

  private final Api api;

  JobIds(Api api) {
    this.api = api;
  }

  List<String> of(List<String> names) throws InterruptedException {
    List<String> ids = new ArrayList<>();
    for (String name : names) {
      ids.add(of(name));
    }
    return ids.stream().distinct().toList();
  }

  String of(String name) throws InterruptedException {
    if (WHOLE.matcher(name).matches()) {
      return name.toLowerCase(Locale.ROOT);
    }
    if (!NUMBER.matcher(name).matches() && !BEGINNING.matcher(name).matches()) {
      throw new ClientFailure(
          ExitCode.USAGE,
          "'%s' is no batch job: name its id, the beginning of it, or its number.".formatted(name));
    }
    return only(name, found(name));
  }

  private List<String> found(String name) throws InterruptedException {
    Route list = Route.of("v1", "batch-jobs").with("q", name).with("limit", PAGE);
    List<String> ids = new ArrayList<>();
    for (JsonNode job : api.get(list).json().path("items")) {
      if (isMeant(name, job)) {
        ids.add(job.path("id").asText());
      }
    }
    return ids;
  }

  private static boolean isMeant(String name, JsonNode job) {
    return NUMBER.matcher(name).matches()
        ? job.path("number").asText().equals(name)
        : digits(job.path("id").asText()).startsWith(digits(name));
  }

  private static String digits(String id) {
    return id.replace("-", "").toLowerCase(Locale.ROOT);
  }

  private static String only(String name, List<String> ids) {
    if (ids.isEmpty()) {
      throw new ClientFailure(
          ExitCode.NOT_FOUND,
          "There is no batch job %s; `windlass list` shows those that there are.".formatted(name));
    }
    if (ids.size() > 1) {
      throw new ClientFailure(
          ExitCode.USAGE,
          "%s stands for several batch jobs: %s%s. Give more of the id."
              .formatted(
                  name,
                  String.join(", ", ids.subList(0, Math.min(NAMED, ids.size()))),
                  ids.size() > NAMED ? " and more" : ""));
    }
    return ids.getFirst();
  }
}
