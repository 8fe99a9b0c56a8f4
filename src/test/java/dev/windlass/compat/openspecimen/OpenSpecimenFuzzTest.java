package dev.windlass.compat.openspecimen;

import dev.windlass.control.Refusal;
import dev.windlass.fuzz.Fuzz;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class OpenSpecimenFuzzTest {
  private static final DateText DATES = new DateText(ZoneId.of("Europe/Berlin"));

  @Test
  void aJobIsReadOrRefused() {
    Instant now = Instant.parse("2026-02-21T10:20:30.250Z");
    Fuzz.of(
            "openspecimen job",
            bytes ->
                JobRules.read(
                    JobBody.read(new ByteArrayInputStream(bytes), 1 << 20), DATES, "ana", now))
        .seeds(
            """
            { "name": "n", "type": "INTERNAL", "taskImplFqn": "default/hello",
              "repeatSchedule": "WEEKLY", "scheduledDayOfWeek": "MONDAY", "scheduledHour": 3,
              "scheduledMinute": "15", "startDate": 1645424400000,
              "endDate": "2027-02-21T06:15:00.000Z", "rtArgsProvided": false, "fixedArgs": "a",
              "recipients": [ { "id": 1, "emailAddress": "a@b.c" } ], "activityStatus": "Active" }""")
        .refusing(UserError.class, Refusal.class)
        .run();
  }

  @Test
  void aDateIsReadOrRefused() {
    Fuzz.ofText("openspecimen date", text -> DATES.parse("fromDate", text))
        .seeds("20220221", "20220221T061500", "2022-02-21 06:15", "2022-02-21T06:15:00.000+0530")
        .refusing(UserError.class)
        .run();
  }
}
