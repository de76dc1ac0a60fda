package dev.inlet.process;

import static dev.inlet.codec.Reading.object;
import static dev.inlet.codec.Reading.value;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.inlet.account.Sender;
import dev.inlet.account.Settings;
import dev.inlet.call.Call;
import dev.inlet.call.CallType;
import dev.inlet.codec.CallReader;
import dev.inlet.journal.JournalEntry;
import dev.inlet.journal.ReadCall;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RereaderTest {
  private static final Instant STORED_AT = Instant.parse("2026-03-01T12:00:00.123456Z");
  private static final String TRACK =
      """
      {"userId":"1","event":"e","properties":{"a": 1.10},
       "timestamp":"2031-01-01T00:00:00Z","sentAt":"2031-01-01T00:00:05Z"}\
      """;

  private static ReadCall reread(Sender sender, Settings settings) {
    return value(
        new Rereader()
            .read(
                new JournalEntry(
                    "acme",
                    "key",
                    sender,
                    CallType.TRACK,
                    "stand-in",
                    STORED_AT,
                    settings.values().isEmpty() ? null : settings.toJson(),
                    TRACK.getBytes(StandardCharsets.UTF_8),
                    Set.of())));
  }

  @ParameterizedTest
  @EnumSource
  void callIsReadAsItWasReadAtFirst(Sender sender) {
    Call first =
        value(
            CallReader.read(
                CallType.TRACK, object(TRACK), sender.route(), STORED_AT, hasClock -> "stand-in"));

    assertEquals(first, reread(sender, Settings.NONE).call());
  }

  @Test
  void settingsAreThoseOfTheRequestWhateverIsDeclaredByNow() {
    var settings = new Settings(Map.of("region", "\"eu\""));

    assertEquals(settings, reread(Sender.DESTINATION, settings).settings());
    assertEquals(Settings.NONE, reread(Sender.DESTINATION, Settings.NONE).settings());
  }
}
