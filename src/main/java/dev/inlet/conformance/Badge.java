package dev.inlet.conformance;

/** A small picture for somebody's README. */
final class Badge {
  private static final String GOOD = "#2f7d32";
  private static final String BAD = "#b3261e";

  private Badge() {}

  /** The report in one SVG. */
  static String of(Report report) {
    String text =
        report.isMet()
            ? "%d passed".formatted(report.count(Result.Outcome.PASSED))
            : "%d failed".formatted(report.count(Result.Outcome.FAILED));
    return """
        <svg xmlns="http://www.w3.org/2000/svg" width="210" height="20" role="img" \
        aria-label="Segment destination: %1$s">
          <rect width="210" height="20" rx="3" fill="#444"/>
          <rect x="130" width="80" height="20" rx="3" fill="%2$s"/>
          <g fill="#fff" font-family="Verdana,Geneva,sans-serif" font-size="11" \
        text-anchor="middle">
            <text x="65" y="14">Segment destination</text>
            <text x="170" y="14">%1$s</text>
          </g>
        </svg>
        """
        .formatted(text, report.isMet() ? GOOD : BAD);
  }
}
