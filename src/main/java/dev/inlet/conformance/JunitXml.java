package dev.inlet.conformance;

import dev.inlet.conformance.Requirement.Area;
import dev.inlet.conformance.Result.Outcome;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A report in the form that build servers read. A warning is a test that passes, with its text. */
final class JunitXml {
  private final Report report;
  private final XMLStreamWriter xml;

  private JunitXml(Report report, XMLStreamWriter xml) {
    this.report = report;
    this.xml = xml;
  }

  static String of(Report report) {
    var text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      new JunitXml(report, xml).write();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return text.append('\n').toString();
  }

  private void write() throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeStartElement("testsuites");
    for (Area area : report.areas()) {
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", area.title());
      attribute("tests", report.in(area).size());
      attribute("failures", count(area, Outcome.FAILED));
      attribute("skipped", count(area, Outcome.SKIPPED));
      attribute("errors", 0);
      xml.writeAttribute("timestamp", report.at().toString());
      for (Result result : report.in(area)) {
        write(result);
      }
      xml.writeEndElement();
    }
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private long count(Area area, Outcome outcome) {
    return report.in(area).stream().filter(result -> result.outcome() == outcome).count();
  }

  private void attribute(String name, long value) throws XMLStreamException {
    xml.writeAttribute(name, Long.toString(value));
  }

  private void write(Result result) throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", "conformance." + result.requirement().area().title());
    xml.writeAttribute("name", result.requirement().sentence());
    xml.writeAttribute("time", seconds(result.took()));
    switch (result.outcome()) {
      case FAILED -> element("failure", result);
      case SKIPPED -> element("skipped", result);
      case WARNED -> {
        xml.writeStartElement("system-out");
        xml.writeCharacters(Characters.printable("warning: " + result.detail()));
        xml.writeEndElement();
      }
      case PASSED -> {}
    }
    xml.writeEndElement();
  }

  private void element(String name, Result result) throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeAttribute("message", Characters.printable(result.detail()));
    if (result.shown() != null) {
      xml.writeCharacters(Characters.printable(Characters.of(result.shown())));
    }
    xml.writeEndElement();
  }

  private static String seconds(Duration took) {
    return String.format(Locale.ROOT, "%.3f", took.toMillis() / 1_000.0);
  }
}
