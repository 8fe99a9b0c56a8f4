package dev.windlass.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code deploy/Dockerfile}, its lines put together and told apart by stages. */
record Dockerfile(List<Stage> stages) {
  private static final Pattern FROM = Pattern.compile("(\\S+)(?: AS (\\S+))?");
  private static final Pattern VARIABLE = Pattern.compile("(\\w+)=(\"[^\"]*\"|\\S+)");

  /** One thing that is said: {@code COPY}, and the rest. */
  record Instruction(String word, String rest) {}

  /** All that stands from one FROM to the next. */
  record Stage(String base, String name, List<Instruction> instructions) {
    List<String> all(String word) {
      return instructions.stream()
          .filter(instruction -> instruction.word().equals(word))
          .map(Instruction::rest)
          .toList();
    }
  }

  static Dockerfile read() throws IOException {
    List<Stage> stages = new ArrayList<>();
    String text = Files.readString(Path.of("deploy", "Dockerfile"));
    for (String line :
        text.replaceAll("(?m)^\\s*#.*\\R", "").replaceAll("\\\\\\R\\s*", "").split("\\R")) {
      if (!line.isBlank()) {
        String[] said = line.strip().split("\\s+", 2);
        Matcher from = FROM.matcher(said[1]);
        if (said[0].equals("FROM") && from.matches()) {
          stages.add(new Stage(from.group(1), from.group(2), new ArrayList<>()));
        } else if (!stages.isEmpty()) {
          stages.getLast().instructions().add(new Instruction(said[0], said[1]));
        }
      }
    }
    return new Dockerfile(stages);
  }

  Stage image() {
    return stages.getLast();
  }

  Map<String, String> environment() {
    Map<String, String> variables = new HashMap<>();
    for (String said : image().all("ENV")) {
      VARIABLE
          .matcher(said)
          .results()
          .forEach(v -> variables.put(v.group(1), v.group(2).replace("\"", "")));
    }
    return variables;
  }
}
