package dev.inlet.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.inlet.DatabaseKind;
import dev.inlet.OnEveryDatabase;
import dev.inlet.Stores;
import dev.inlet.account.Account;
import dev.inlet.listing.Window;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

@OnEveryDatabase
@NullUnmarked
class AuditStoreIT {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456Z");
  private static final Actor ADA = new Actor(Actor.Kind.TOKEN, "ada", "192.0.2.1");
  private static final Deed SUSPENDED = Deed.in("acme", Action.ACCOUNT_SUSPENDED, "acme");

  @Parameter DatabaseKind kind;
  @TempDir Path folder;

  private static List<AuditEntry> all(AuditStore store) {
    return store.list(AuditFilter.ALL, Window.newest(10)).items();
  }

  @Test
  void entryComesBackAsItWasAdded() {
    try (Stores stores = Stores.open(kind.fresh(folder))) {
      AuditStore store = stores.audit();
      store.add(NOW, ADA, SUSPENDED.with("name", "Acme \"1\"").with("failed", 2));
      store.add(NOW, Actor.INLET, Deed.of(Action.BACKUP_TAKEN, null));

      AuditEntry entry = all(store).get(1);

      assertEquals(NOW, entry.at());
      assertEquals(ADA, entry.actor());
      assertEquals("account.suspended", entry.action());
      assertEquals("acme", entry.accountId());
      assertEquals("{\"name\":\"Acme \\\"1\\\"\",\"failed\":2}", entry.details());
      assertNull(all(store).getFirst().accountId());
    }
  }

  @Test
  void changeAndEntryAreThereTogetherOrNotAtAll() {
    try (Stores stores = Stores.open(kind.fresh(folder))) {
      AuditStore store = stores.audit();
      assertThrows(
          IllegalStateException.class,
          () ->
              store.durably(
                  () -> {
                    stores.accounts().create(new Account("acme", "n", false, NOW));
                    store.add(NOW, ADA, SUSPENDED);
                    throw new IllegalStateException("halfway");
                  }));

      assertEquals(List.of(), all(store));
      assertEquals(true, stores.accounts().account("acme").isEmpty());
    }
  }

  @Test
  void oldEntriesArePurgedAndNoOthers() {
    try (Stores stores = Stores.open(kind.fresh(folder))) {
      AuditStore store = stores.audit();
      for (int i = 0; i < 5; i++) {
        store.add(NOW.plusSeconds(i), ADA, SUSPENDED);
      }

      assertEquals(0, store.purge(NOW, 2));
      assertEquals(2, store.purge(NOW.plusSeconds(3), 2));
      assertEquals(1, store.purge(NOW.plusSeconds(3), 2));
      assertEquals(0, store.purge(NOW.plusSeconds(3), 2));

      assertEquals(2, all(store).size());
    }
  }
}
