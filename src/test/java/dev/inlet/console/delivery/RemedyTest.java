package dev.inlet.console.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemedyTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 | API key revoked | REVOKED",
        "401 | API key expired | EXPIRED",
        "403 | Account suspended | SUSPENDED",
        "403 | This API key was not issued for tracking calls | SENDER",
        "403 | This API key may not send group calls | PERMISSION",
        "501 | Calls of type \"alias\" are not supported; supported are identify, track | TYPE",
        "400 | Missing email address | EMAIL",
        "400 | X-Segment-Settings header must be base64 of a JSON object | SETTINGS",
        "400 | X-Segment-Settings: setting listId is missing | SETTINGS",
        "400 | Missing userId or anonymousId (empty and \"null\" are no ids) | NO_PERSON",
        "400 | Missing event | MISSING",
        "400 | Missing type | MISSING",
        "400 | type must be a string | FIELD",
        "400 | context must be an object | FIELD",
        "400 | userId is longer than 512 bytes | FIELD",
        "400 | Body is not valid JSON at line 1, column 7 | BODY",
        "400 | Content-Type must be application/json | BODY",
        "400 | Body is larger than 512 KB | SIZE",
        "503 | Too many calls at once | LATER",
        "503 | Back at noon, says the operator | LATER",
        "400 | something new | OTHER",
      })
  void everyKindOfRefusalHasItsOwnAdvice(int status, String message, Remedy remedy) {
    assertEquals(remedy, Remedy.of(status, message));
  }
}
