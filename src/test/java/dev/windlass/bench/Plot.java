package dev.windlass.bench;

import java.util.List;

/**
 * Lines over a common axis.
 *
 * @param name of the file that it becomes
 */
record Plot(
    String name,
    String title,
    String xAxis,
    String yAxis,
    boolean logX,
    boolean logY,
    List<Line> lines) {
  record Line(String name, List<Double> x, List<Double> y) {}
}
