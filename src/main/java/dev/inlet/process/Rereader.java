package dev.inlet.process;

import dev.inlet.account.Settings;
import dev.inlet.codec.CallReader;
import dev.inlet.codec.Json;
import dev.inlet.codec.Parsed;
import dev.inlet.journal.JournalEntry;
import dev.inlet.journal.ReadCall;
import jakarta.inject.Singleton;

/** Reads calls again from what the journal kept of them, exactly as they were read at first. */
@Singleton
final class Rereader {

  /** A problem when the entry cannot be read any more. */
  Parsed<ReadCall> read(JournalEntry entry) {
    Settings settings =
        entry.settings() == null ? Settings.NONE : Settings.fromJson(entry.settings());
    return Json.object(entry.body(), "Body")
        .then(
            message ->
                CallReader.read(
                    entry.type(),
                    message,
                    entry.sender().route(),
                    entry.storedAt(),
                    hasClock -> entry.messageId()))
        .then(call -> Parsed.ok(new ReadCall(call, settings)));
  }
}
