package dev.inlet.console;

/** The parts of the console, in the order of its navigation. */
public enum Section {
  TESTER("Event tester", "/console/tester");

  private final String label;
  private final String path;

  Section(String label, String path) {
    this.label = label;
    this.path = path;
  }

  public String label() {
    return label;
  }

  /** Where it begins. */
  public String path() {
    return path;
  }
}
