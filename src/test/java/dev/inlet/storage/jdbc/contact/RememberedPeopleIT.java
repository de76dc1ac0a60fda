package dev.inlet.storage.jdbc.contact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.DatabaseKind;
import dev.inlet.Given;
import dev.inlet.Stores;
import dev.inlet.contact.ContactChange;
import dev.inlet.contact.ContactChange.Identified;
import dev.inlet.contact.ContactChange.Linked;
import dev.inlet.contact.Person;
import dev.inlet.listing.Window;
import dev.inlet.merge.Allowance;
import dev.inlet.merge.Stamp;
import dev.inlet.storage.jdbc.WatchedConnection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Batches about people whom the one before has written. */
@NullUnmarked
class RememberedPeopleIT {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Person ADA = Person.user("ada");

  @Given(per = Given.Per.TEST)
  private Stores stores;

  private String account;

  @BeforeEach
  void comeNew() {
    account = stores.newAccount();
  }

  @AfterEach
  void putTheMarkBack() {
    inBatch(mark -> stores.progress().moveMark(0));
  }

  private interface Work {
    void under(long mark);
  }

  private void inBatch(Work work) {
    stores
        .progress()
        .inTransaction(
            () -> {
              work.under(stores.progress().lockMark());
              return null;
            });
  }

  /** A batch, which moves the mark. */
  private void batch(ContactChange... changes) {
    inBatch(
        mark -> {
          stores.contacts().apply(account, Allowance.unbounded(), List.of(changes));
          stores.progress().moveMark(mark + 1);
        });
  }

  private static ContactChange said(String name, String value, int second) {
    return new Identified(
        ADA,
        Map.of(name, '"' + value + '"'),
        Map.of(),
        new Stamp(NOON.plusSeconds(second), "m" + second));
  }

  private Map<String, String> traits() {
    return new TreeMap<>(stores.contacts().find(account, "ada").orElseThrow().shownTraits());
  }

  /** What no code of Inlet's does: so it is seen whether a batch reads them. */
  private void emptyBehindInletsBack() throws SQLException {
    try (var connection = WatchedConnection.to(DatabaseKind.H2, stores.place()).connection()) {
      connection.createStatement().execute("UPDATE person_state SET traits = '[]'");
      connection.commit();
    }
  }

  @Test
  void areNotReadAgain() throws SQLException {
    batch(said("a", "1", 1));
    emptyBehindInletsBack();
    batch(said("b", "2", 2));

    assertEquals(Map.of("a", "\"1\"", "b", "\"2\""), traits());
  }

  @Test
  void areReadAgainWhenAnotherHadTheLockMeanwhile() throws SQLException {
    batch(said("a", "1", 1));
    inBatch(mark -> {});
    emptyBehindInletsBack();
    batch(said("b", "2", 2));

    assertEquals(Map.of("b", "\"2\""), traits());
  }

  @Test
  void areAsBeforeABatchThatWasRolledBack() {
    batch(said("a", "1", 1));
    assertThrows(
        RuntimeException.class,
        () ->
            inBatch(
                mark -> {
                  stores
                      .contacts()
                      .apply(account, Allowance.unbounded(), List.of(said("b", "2", 2)));
                  stores.progress().moveMark(mark + 1);
                  throw new IllegalStateException("as planned");
                }));
    batch(said("c", "3", 3));

    assertEquals(Map.of("a", "\"1\"", "c", "\"3\""), traits());
  }

  @Test
  void comeBackWithNothingAfterTheyWereErased() {
    batch(said("a", "1", 1));
    assertTrue(stores.erasures().begin(account, "ada", NOON).isPresent());
    batch(said("b", "2", 2));

    assertEquals(Map.of("b", "\"2\""), traits());
  }

  @Test
  void comeBackWithNothingAfterACallErasedThem() {
    batch(said("a", "1", 1));
    inBatch(
        mark -> {
          stores.contacts().apply(account, Allowance.unbounded(), List.of(said("b", "2", 2)));
          stores.erasures().erase(account, List.of(ADA), mark, NOON);
          stores.progress().moveMark(mark + 1);
        });
    batch(said("c", "3", 3));

    assertEquals(Map.of("c", "\"3\""), traits());
  }

  @Test
  void areFoundByWhatTheirLinkedIdsSaid() {
    Person visitor = Person.anonymous("v");
    batch(said("a", "1", 1));
    batch(
        new Identified(
            visitor, Map.of(), Map.of("email", "\"ada@example.com\""), new Stamp(NOON, "m2")));
    batch(new Linked("v", "ada", new Stamp(NOON.plusSeconds(3), "m3")));
    batch(said("d", "4", 4));

    assertEquals(
        List.of(ADA),
        stores.contacts().list(account, null, "ada@example.com", Window.newest(10)).items().stream()
            .map(contact -> contact.person())
            .toList());
    assertEquals(Map.of("a", "\"1\"", "d", "\"4\""), traits());
  }
}
