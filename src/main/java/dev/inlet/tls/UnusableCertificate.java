package dev.inlet.tls;

/** A certificate or its key cannot be served with. The message says why, and holds no secret. */
@SuppressWarnings("serial")
public final class UnusableCertificate extends Exception {
  private final String property;

  UnusableCertificate(String property, String problem) {
    super(problem);
    this.property = property;
  }

  /** The property that is to be changed, or whose file is. */
  public String property() {
    return property;
  }

  /** What is wrong, as a sentence about the property. */
  public String problem() {
    return String.valueOf(getMessage());
  }
}
