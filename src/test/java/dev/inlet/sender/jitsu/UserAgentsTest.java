package dev.inlet.sender.jitsu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserAgentsTest {
  private static final UserAgents USER_AGENTS = new UserAgents();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Mozilla/5.0 (iPod; CPU iPhone OS 12_0 like macOS) AppleWebKit/602.1.50 (KHTML, like Gecko)"
            + " Version/12.0 Mobile/14A5335d Safari/602.1.50"
            + "|{\"model\":\"iPod\"}|{\"name\":\"iOS\",\"version\":\"12.0\"}",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/126.0.0.0 Safari/537.36||{\"name\":\"Windows\",\"version\":\"10\"}",
        "analytics-node/6.2.0||",
      })
  void deviceAndOperatingSystemAreRead(String userAgent, String device, String os) {
    assertEquals(new UserAgents.Traces(device, os), USER_AGENTS.read(userAgent));
  }

  @Test
  void endlessUserAgentTakesNoTime() {
    assertTimeout(
        Duration.ofSeconds(2), () -> USER_AGENTS.read("Mozilla/5.0 (" + "a;".repeat(200_000)));
  }
}
