package dev.inlet.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.inlet.DatabaseKind;
import dev.inlet.Eventually;
import dev.inlet.Stores;
import dev.inlet.account.Sender;
import dev.inlet.call.CallType;
import dev.inlet.contact.Person;
import dev.inlet.journal.JournalEntry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class HistoryIT {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir Path folder;

  @Test
  void looksThroughTheNewest20000CallsAndNoFurther() {
    try (Stores stores = Stores.open(DatabaseKind.H2.fresh(folder))) {
      String account = stores.newAccount();
      String other = stores.newAccount();
      var calls = new ArrayList<JournalEntry>();
      calls.add(entry(account, CallType.IDENTIFY, "said", ",\"traits\":{\"plan\":\"old\"}"));
      while (calls.size() < 20_000) {
        calls.add(entry(other, CallType.TRACK, "m" + calls.size(), ",\"event\":\"e\""));
      }
      process(stores, calls);
      assertEquals(List.of("said"), messages(stores, account));

      process(stores, List.of(entry(other, CallType.TRACK, "one more", ",\"event\":\"e\"")));
      assertEquals(List.of(), messages(stores, account));
    }
  }

  private static void process(Stores stores, List<JournalEntry> calls) {
    for (int from = 0; from < calls.size(); from += 1_000) {
      stores.journal().append(calls.subList(from, Math.min(from + 1_000, calls.size())));
    }
    stores.reopen();
    Eventually.become(
        "all is processed",
        Duration.ofSeconds(60),
        () -> stores.progress().mark() == stores.journal().last());
  }

  private static List<String> messages(Stores stores, String account) {
    return stores.history().about(account, List.of(Person.user("u")), "plan").said().stream()
        .map(said -> said.stamp().messageId())
        .toList();
  }

  private static JournalEntry entry(String account, CallType type, String message, String more) {
    String body =
        "{\"type\":\"%s\",\"messageId\":\"%s\",\"userId\":\"u\"%s}"
            .formatted(type.wireName(), message, more);
    return new JournalEntry(
        account,
        "key",
        Sender.DESTINATION,
        type,
        message,
        NOON,
        null,
        body.getBytes(StandardCharsets.UTF_8),
        Set.of());
  }
}
