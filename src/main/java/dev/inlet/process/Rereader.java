package dev.inlet.process;

import dev.inlet.account.Settings;
import dev.inlet.account.SettingsSchema;
import dev.inlet.call.Call;
import dev.inlet.call.JsonObject;
import dev.inlet.codec.CallReader;
import dev.inlet.codec.Json;
import dev.inlet.codec.Parsed;
import dev.inlet.receive.JournalEntry;
import dev.inlet.receive.Received;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads calls again from what the journal kept of them, exactly as they were read at first. */
@Singleton
final class Rereader {
  private final SettingsSchema settingsSchema;

  Rereader(SettingsSchema settingsSchema) {
    this.settingsSchema = settingsSchema;
  }

  /**
   * @throws IllegalStateException when the entry cannot be read any more, such as after the
   *     settings' schema was tightened
   */
  Received read(JournalEntry entry) {
    Settings settings =
        value(
            entry.settings() == null
                ? settingsSchema.read(List.of())
                : settingsSchema.read(entry.settings().getBytes(StandardCharsets.UTF_8)));
    JsonObject message = value(Json.object(entry.body(), "Body"));
    Call call =
        value(
            CallReader.read(
                entry.type(), message, entry.storedAt(), hasClock -> entry.messageId()));
    return new Received(entry, call, settings);
  }

  private static <T> T value(Parsed<T> parsed) {
    return switch (parsed) {
      case Parsed.Ok<T> ok -> ok.value();
      case Parsed.Bad<T> bad -> throw new IllegalStateException(bad.problem());
    };
  }
}
