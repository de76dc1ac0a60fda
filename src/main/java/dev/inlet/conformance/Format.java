package dev.inlet.conformance;

import dev.inlet.conformance.Requirement.Area;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Arrays;
import java.util.Optional;

/** The forms in which a report is written. */
public enum Format {
  TEXT("txt") {
    @Override
    public String write(Report report) {
      var text = new StringBuilder("Conformance of " + report.destination() + "\n");
      for (Area area : report.areas()) {
        text.append("\n").append(area.title()).append("\n");
        report.in(area).forEach(result -> text.append("  ").append(line(result)).append("\n"));
      }
      return text.append("\n").append(report.summary()).append("\n").toString();
    }
  },
  JUNIT("xml") {
    @Override
    public String write(Report report) {
      return JunitXml.of(report);
    }
  },
  HTML("html") {
    @Override
    public String write(Report report) {
      var page = new StringOutput();
      TemplateEngine.createPrecompiled(ContentType.Html).render("conformance.jte", report, page);
      return page.toString();
    }
  },
  BADGE("svg") {
    @Override
    public String write(Report report) {
      return Badge.of(report);
    }
  };

  private final String ending;

  Format(String ending) {
    this.ending = ending;
  }

  /** The form that a file's name asks for. */
  public static Optional<Format> ofFile(String name) {
    return Arrays.stream(values()).filter(one -> name.endsWith("." + one.ending)).findFirst();
  }

  /** A report in this form. */
  public abstract String write(Report report);

  /** A result in one line. */
  public static String line(Result result) {
    return Characters.printable(
        "%-7s  %s. %s"
            .formatted(result.outcome().word(), result.requirement().sentence(), result.detail()));
  }

  /** The request and the answer that tell most about a result; empty when there are none. */
  public static String shown(Result result) {
    return result.shown() == null ? "" : Characters.printable(Characters.of(result.shown()));
  }
}
