package dev.windlass.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All runs of a scenario, as they are kept in docs/performance/{scenario}.json. */
record Report(
    String scenario,
    String about,
    String measuredAt,
    Machine machine,
    Map<String, String> settings,
    List<Goal> goals,
    List<Map<String, Double>> runs,
    List<Plot> plots) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  static Report read(Path file) throws IOException {
    return JSON.readValue(file.toFile(), Report.class);
  }

  void write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, JSON.writeValueAsString(this) + "\n");
  }

  Map<String, Double> medians() {
    Map<String, Double> medians = new LinkedHashMap<>();
    runs.forEach(
        run -> run.keySet().forEach(figure -> medians.put(figure, Numbers.median(values(figure)))));
    return medians;
  }

  List<Double> values(String figure) {
    return runs.stream().map(run -> run.getOrDefault(figure, 0.0)).toList();
  }
}
