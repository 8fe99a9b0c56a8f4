package dev.windlass.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/** A plot as an SVG file. */
final class Drawing {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 380;

  private Drawing() {}

  static void write(Plot plot, Path file) throws IOException {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(plot.title())
            .xAxisTitle(plot.xAxis())
            .yAxisTitle(plot.yAxis())
            .build();
    chart.getStyler().setXAxisLogarithmic(plot.logX());
    chart.getStyler().setYAxisLogarithmic(plot.logY());
    chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
    chart.getStyler().setMarkerSize(4);
    if (!plot.logY()) {
      chart.getStyler().setYAxisMin(0.0);
    }
    plot.lines().forEach(line -> chart.addSeries(line.name(), line.x(), line.y()));
    Files.createDirectories(file.getParent());
    VectorGraphicsEncoder.saveVectorGraphic(chart, file.toString(), VectorGraphicsFormat.SVG);
  }
}
