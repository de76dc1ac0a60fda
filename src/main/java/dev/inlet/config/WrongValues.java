package dev.inlet.config;

import java.util.ArrayList;
import java.util.List;

/**
 * The wrong values of a configuration that is only looked at. Where there is such a bean, a wrong
 * value does not stop the start but is noted here, and the usual one stands in its place.
 */
public final class WrongValues {
  private final List<String> sentences = new ArrayList<>();

  void add(WrongSetting wrong) {
    String sentence = String.valueOf(wrong.getMessage());
    if (!sentences.contains(sentence)) {
      sentences.add(sentence);
    }
  }

  /** What is wrong and what to set, a sentence for each. */
  public List<String> sentences() {
    return List.copyOf(sentences);
  }
}
