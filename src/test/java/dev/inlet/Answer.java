package dev.inlet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the server answered.
 *
 * @param headers under lower-case names
 * @param body the text as it came; empty when there was none
 */
public record Answer(int status, Map<String, List<String>> headers, String body) {
  private static final JsonMapper EXACT =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /** The body read as JSON, every digit of its numbers kept. */
  public JsonNode json() {
    try {
      return EXACT.readTree(body);
    } catch (JsonProcessingException e) {
      throw new AssertionError("Not JSON: " + status + " " + body, e);
    }
  }

  /** What a JSON pointer such as {@code /contacts/0/id} leads to. */
  public JsonNode at(String pointer) {
    return json().at(pointer);
  }

  /** The message of a refusal. */
  public String message() {
    return at("/message").asText();
  }

  /** The only header of that name, in any case. */
  public Optional<String> header(String name) {
    List<String> values = headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of());
    if (values.size() > 1) {
      throw new AssertionError(name + " came more than once: " + values);
    }
    return values.stream().findFirst();
  }
}
