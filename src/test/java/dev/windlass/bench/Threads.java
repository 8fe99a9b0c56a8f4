package dev.windlass.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Processor time of the program's threads, by what they do: the JVM says it of each thread. */
final class Threads {
  private static final Pattern LINE = Pattern.compile("^\"(.*)\".* cpu=([0-9.]+)ms");

  /** What a thread's name shows; the first that fits. Virtual threads run on their carriers. */
  private static final Map<String, Pattern> GROUPS = groups();

  private Threads() {}

  private static Map<String, Pattern> groups() {
    Map<String, Pattern> groups = new LinkedHashMap<>();
    groups.put("coordinator", Pattern.compile("windlass-coordinator|windlass-tasks|frontier"));
    groups.put("projection", Pattern.compile("windlass-projection"));
    groups.put("worker", Pattern.compile("windlass-worker|windlass-fleet"));
    groups.put("api", Pattern.compile("vert\\.x|executor-thread|windlass-(watch|directives|view)"));
    groups.put("operations", Pattern.compile("windlass-grant"));
    groups.put("requests (virtual threads)", Pattern.compile("ForkJoinPool"));
    groups.put("compiler", Pattern.compile("C[12] CompilerThread"));
    groups.put("garbage collector", Pattern.compile("VM Thread|GC "));
    groups.put("broker", Pattern.compile(""));
    return groups;
  }

  /** Milliseconds by group. Threads that have ended since are not in it. */
  static Map<String, Double> cpu(long pid) throws IOException, InterruptedException {
    Map<String, Double> cpu = new LinkedHashMap<>();
    for (String line : Jcmd.run(pid, "Thread.print")) {
      Matcher thread = LINE.matcher(line);
      if (thread.find()) {
        cpu.merge(group(thread.group(1)), Double.parseDouble(thread.group(2)), Double::sum);
      }
    }
    return cpu;
  }

  private static String group(String thread) {
    return GROUPS.entrySet().stream()
        .filter(group -> group.getValue().matcher(thread).find())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }
}
