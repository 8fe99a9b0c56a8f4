package dev.windlass.cli.schedule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.cli.client.Answer;
import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.Call;
import dev.windlass.cli.client.Route;
import dev.windlass.cli.command.Reference;
import dev.windlass.cli.output.Output;
import java.util.List;

/** A schedule is paused by its document; what somebody else changes meanwhile is not undone. */
final class PausedSchedule {
  private PausedSchedule() {}

  static void put(Api api, Output out, Reference name, boolean paused) throws InterruptedException {
    ObjectNode schedule = (ObjectNode) api.get(ScheduleName.route(name)).json();
    String version = "\"" + schedule.path("version").asText() + "\"";
    Call put = Call.put(Route.of("v1", "schedules", name.name()), schedule.put("paused", paused));
    Answer stored = api.send(put.header("If-Match", version));
    String now =
        paused ? " is paused: nothing fires." : " is not paused: it fires when it is time.";
    out.print(stored, (json, ages) -> List.of(name + now));
  }
}
