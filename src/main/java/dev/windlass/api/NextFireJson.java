package dev.windlass.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.windlass.control.Schedule;
import dev.windlass.control.Times;
import dev.windlass.control.cron.Fire;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One of the next fires of a schedule, or one that a change of the clock takes away. */
@Schema(name = "NextFire")
record NextFireJson(
    @Schema(description = "When; of one that does not fire, when the clock jumps over it.")
        String time,
    @Schema(description = "The time on the wall that the expression names.") String localTime,
    boolean fires,
    @Schema(description = "What a change of the clock does to it; absent where nothing.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        String reason) {
  static NextFireJson of(Schedule schedule, Fire fire) {
    return new NextFireJson(
        Times.text(fire.at()), fire.local().toString(), fire.fires(), reason(schedule, fire));
  }

  private static String reason(Schedule schedule, Fire fire) {
    String time = fire.local().toLocalTime() + " on " + fire.local().toLocalDate();
    String place = schedule.timeZone().getId();
    return switch (fire.change()) {
      case NONE -> null;
      case MOVED ->
          time + " does not exist in " + place + ": it fires when the clock has jumped over it";
      case SKIPPED ->
          time
              + " does not exist in "
              + place
              + ": a schedule for every hour goes by the time that passes, and this one is left"
              + " out";
      case FIRST_OF_TWO ->
          time + " comes twice in " + place + ": it fires the first time, and not the second";
      case REPEATED ->
          time
              + " comes twice in "
              + place
              + ": a schedule for every hour goes by the time that passes, and this is the second"
              + " fire";
    };
  }
}
