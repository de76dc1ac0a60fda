package dev.inlet.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/**
 * A picture in SVG: panels beside each other, in which lines run over logarithmic axes. It has its
 * own background, and follows the reader's choice of light or dark.
 */
final class Chart {
  private static final int PANEL_WIDTH = 560;
  private static final int PLOT_LEFT = 70;
  private static final int PLOT_WIDTH = 460;
  private static final int PLOT_TOP = 60;
  private static final int PLOT_HEIGHT = 330;
  private static final int LEGEND_TOP = 460;
  private static final int LEGEND_LINE = 22;
  private static final int LEGEND_LEFT = 14;
  private static final int LEGEND_COLUMN = 272;

  /** They differ in lightness too, and hold on white and on black. */
  private static final List<String> COLOURS =
      List.of(
          "#8a8a8a", "#0b7fc2", "#46b1e8", "#b5541c", "#e8954f", "#0d9a6c", "#b35fa3", "#c9a90c");

  private static final String HEAD =
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-label="%s">
      <style>
        svg { color-scheme: light dark; font: 13px sans-serif; }
        .paper { fill: #ffffff; }
        text { fill: #1f2328; }
        .grid { stroke: #d0d7de; }
        @media (prefers-color-scheme: dark) {
          .paper { fill: #0d1117; }
          text { fill: #e6edf3; }
          .grid { stroke: #3d444d; }
        }
        .title { font-size: 15px; font-weight: bold; }
        .small { font-size: 11px; }
        .line { fill: none; stroke-width: 2; }
      </style>
      <rect class="paper" width="100%%" height="100%%"/>
      """;

  private final List<Panel> panels = new ArrayList<>();
  private final List<String> lines;
  private final StringBuilder svg = new StringBuilder();

  /**
   * One of the pictures beside each other.
   *
   * @param across what the horizontal axis says
   * @param up what the vertical axis says
   */
  private record Panel(
      String title,
      String across,
      String up,
      List<Comparison> comparisons,
      ToDoubleFunction<Turn> figure) {

    double[] values() {
      return comparisons.stream()
          .flatMapToDouble(
              comparison ->
                  comparison.titles().stream()
                      .mapToDouble(title -> comparison.median(title, figure)))
          .filter(value -> value > 0)
          .toArray();
    }
  }

  /** What an axis spans, from one power of ten to another. */
  private record Axis(double from, double to, int start, int length) {
    static Axis of(double[] values, int start, int length) {
      double least = Double.MAX_VALUE;
      double most = Double.MIN_VALUE;
      for (double value : values) {
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
      double from = Math.floor(Math.log10(least));
      return new Axis(from, Math.max(from + 1, Math.ceil(Math.log10(most))), start, length);
    }

    double at(double value) {
      return start + length * (Math.log10(value) - from) / (to - from);
    }
  }

  /**
   * @param lines who is drawn, each with a colour of its own
   */
  Chart(List<String> lines) {
    this.lines = lines;
  }

  /** Adds a panel: a figure over what the servers were offered. */
  void add(
      String title,
      String across,
      String up,
      List<Comparison> comparisons,
      ToDoubleFunction<Turn> figure) {
    panels.add(new Panel(title, across, up, comparisons, figure));
  }

  /** Whether there is no panel. */
  boolean isEmpty() {
    return panels.isEmpty();
  }

  /**
   * Draws it.
   *
   * @param captions lines below the picture
   */
  String draw(List<String> captions) {
    int columns = 2 * panels.size();
    int legendLines = (lines.size() + columns - 1) / columns;
    int captionTop = LEGEND_TOP + legendLines * LEGEND_LINE + 10;
    int height = captionTop + captions.size() * 16 + 6;
    put(HEAD, panels.size() * PANEL_WIDTH, height, "What a call costs");
    for (int i = 0; i < panels.size(); i++) {
      put("<g transform=\"translate(%d 0)\">%n", i * PANEL_WIDTH);
      draw(panels.get(i));
      put("</g>%n");
    }
    for (int i = 0; i < lines.size(); i++) {
      int x = LEGEND_LEFT + i % columns * LEGEND_COLUMN;
      int y = LEGEND_TOP + i / columns * LEGEND_LINE;
      put("<path class=\"line\" stroke=\"%s\" d=\"M%d %dh32\"/>%n", colour(i), x, y - 4);
      put("<text x=\"%d\" y=\"%d\">%s</text>%n", x + 40, y, escaped(lines.get(i)));
    }
    for (int i = 0; i < captions.size(); i++) {
      put(
          "<text class=\"small\" x=\"%d\" y=\"%d\">%s</text>%n",
          LEGEND_LEFT, captionTop + i * 16, escaped(captions.get(i)));
    }
    return svg.append("</svg>\n").toString();
  }

  private void draw(Panel panel) {
    double[] offered = panel.comparisons.stream().mapToDouble(Comparison::offered).toArray();
    Axis across = Axis.of(offered, PLOT_LEFT, PLOT_WIDTH);
    Axis up = Axis.of(panel.values(), PLOT_TOP + PLOT_HEIGHT, -PLOT_HEIGHT);
    put("<text class=\"title\" x=\"%d\" y=\"26\">%s</text>%n", PLOT_LEFT, escaped(panel.title));
    put("<text x=\"%d\" y=\"48\">%s</text>%n", PLOT_LEFT - 56, escaped(panel.up));
    put(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
        PLOT_LEFT + PLOT_WIDTH / 2, PLOT_TOP + PLOT_HEIGHT + 42, escaped(panel.across));
    for (double power = up.from; power <= up.to; power++) {
      double value = Math.pow(10, power);
      put("<path class=\"grid\" d=\"M%d %.1fh%d\"/>%n", PLOT_LEFT, up.at(value), PLOT_WIDTH);
      put(
          "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%,.0f</text>%n",
          PLOT_LEFT - 6, up.at(value) + 4, value);
    }
    for (double value :
        new TreeSet<>(panel.comparisons.stream().map(Comparison::offered).toList())) {
      put("<path class=\"grid\" d=\"M%.1f %dv%d\"/>%n", across.at(value), PLOT_TOP, PLOT_HEIGHT);
      put(
          "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%,.0f</text>%n",
          across.at(value), PLOT_TOP + PLOT_HEIGHT + 20, value);
    }
    for (int i = 0; i < lines.size(); i++) {
      draw(panel, i, across, up);
    }
  }

  private void draw(Panel panel, int line, Axis across, Axis up) {
    StringBuilder path = new StringBuilder();
    StringBuilder points = new StringBuilder();
    for (Comparison comparison : panel.comparisons) {
      double value = comparison.median(lines.get(line), panel.figure);
      if (value > 0) {
        double x = across.at(comparison.offered());
        double y = up.at(value);
        path.append(String.format(Locale.ROOT, "%s%.1f %.1f", path.isEmpty() ? "M" : "L", x, y));
        points.append(
            String.format(
                Locale.ROOT,
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"%s\"/>%n",
                x,
                y,
                colour(line)));
      }
    }
    if (!path.isEmpty()) {
      put("<path class=\"line\" stroke=\"%s\" d=\"%s\"/>%n", colour(line), path);
      svg.append(points);
    }
  }

  private static String colour(int line) {
    return COLOURS.get(line % COLOURS.size());
  }

  private void put(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
