package dev.windlass.control;

import dev.windlass.control.cron.Timetable;
import dev.windlass.fuzz.Fuzz;
import dev.windlass.testkit.Settings;
import dev.windlass.wire.Json;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Uploaded rows and the texts of schedules. */
class RowsFuzzTest {
  private static final InputsConfig LIMITS =
      Settings.of(
          InputsConfig.class,
          Map.of("windlass.inputs.max-row-bytes", "64K", "windlass.inputs.max-columns", "50"));

  private interface Opened {
    RowSource open(InputStream bytes) throws Exception;
  }

  @Test
  void csvIsReadOrRefused() {
    Fuzz.of("CSV", bytes -> rows(bytes, in -> new CsvRows(in, LIMITS)))
        .seeds(
            "id,name\r\n1,Aachen\r\n2,\"said \"\"Oh, no\"\"\"\r\n",
            "\ufeffid;a,b\n\"x\ny\",=1+1\n\n3,4\n",
            "a\n1\n")
        .refusing(Refusal.class)
        .run();
  }

  @Test
  void ndjsonIsReadOrRefusedAndComesBack() {
    Fuzz.of("NDJSON", bytes -> rows(bytes, in -> new NdjsonRows(in, LIMITS)))
        .seeds("{\"id\":1,\"name\":\"Köln\"}\n\n{\"a\":{\"b\":[1,2.5,null]}}\n")
        .refusing(Refusal.class)
        .comesBack(RowsFuzzTest::lines)
        .run();
  }

  @Test
  void aTimetableIsReadOrRefusedAndSaysItsNextTimes() {
    Instant now = Instant.parse("2026-11-28T12:00:00Z");
    ZoneId zone = ZoneId.of("Europe/Berlin");
    Fuzz.ofText("timetable", text -> Timetable.of(text, zone).after(now).limit(3).toList())
        .seeds(
            "0 3 * * *",
            "*/5 0-6,22 1,15 jan-mar mon-fri",
            "30 0 3 L * ?",
            "0 0 LW * *",
            "0 0 * * 5#3",
            "@daily",
            "@every PT7M",
            "@every PT1S from 2026-01-01T00:00:00Z")
        .refusing(IllegalArgumentException.class)
        .run();
  }

  private static List<Map<String, Object>> rows(byte[] bytes, Opened opened) throws Exception {
    List<Map<String, Object>> rows = new ArrayList<>();
    RowSource source = opened.open(new ByteArrayInputStream(bytes));
    for (Map<String, Object> row = source.next(); row != null; row = source.next()) {
      rows.add(row);
    }
    return rows;
  }

  private static byte[] lines(List<Map<String, Object>> rows) {
    StringBuilder lines = new StringBuilder();
    rows.forEach(
        row -> lines.append(new String(Json.write(row), StandardCharsets.UTF_8)).append('\n'));
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }
}
