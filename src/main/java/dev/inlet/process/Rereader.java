package dev.inlet.process;

import dev.inlet.account.Settings;
import dev.inlet.account.SettingsSchema;
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
   * A problem when it cannot be read any more, such as after the settings' schema was tightened.
   */
  Parsed<Received> read(JournalEntry entry) {
    Parsed<Settings> settings =
        entry.settings() == null
            ? settingsSchema.read(List.of())
            : settingsSchema.read(entry.settings().getBytes(StandardCharsets.UTF_8));
    return settings.then(known -> read(entry, known));
  }

  private static Parsed<Received> read(JournalEntry entry, Settings settings) {
    return Json.object(entry.body(), "Body")
        .then(
            message ->
                CallReader.read(
                    entry.type(), message, entry.storedAt(), hasClock -> entry.messageId()))
        .then(call -> Parsed.ok(new Received(entry, call, settings)));
  }
}
