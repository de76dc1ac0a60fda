package dev.inlet.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.inlet.DatabaseKind;
import dev.inlet.Eventually;
import dev.inlet.Given;
import dev.inlet.Given.Per;
import dev.inlet.OnEveryDatabase;
import dev.inlet.Stores;
import dev.inlet.account.Sender;
import dev.inlet.call.CallType;
import dev.inlet.delivery.DeliveryLog.Entry;
import dev.inlet.delivery.DeliveryLog.Filter;
import dev.inlet.delivery.DeliveryLog.Page;
import dev.inlet.delivery.DeliveryLog.Position;
import dev.inlet.journal.JournalEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnEveryDatabase
@NullUnmarked
class DeliveryLogIT {
  private static final Filter ANY = Filter.ANY;
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Parameter DatabaseKind kind;

  @Given(per = Per.CLASS)
  private Stores stores;

  private String account;
  private DeliveryLog log;

  @BeforeEach
  void newAccount() {
    // On the day of the calls, or they would be purged for their age.
    stores.setClock(() -> NOON.plusSeconds(60));
    account = stores.newAccount();
    log = stores.deliveries();
  }

  @Test
  void acceptedAndRefusedDeliveriesAreOneListNewestFirst() {
    journal(1, 3, 5);
    refuse(2, 4, 6);
    assertEquals(List.of("6", "5", "4", "3", "2", "1"), all(ANY, 50));
  }

  @Test
  void pagesMeetWithoutAGapWhateverTheirSize() {
    journal(1, 2, 3, 7);
    refuse(4, 5, 6, 8);
    for (int size = 1; size <= 9; size++) {
      assertEquals(List.of("8", "7", "6", "5", "4", "3", "2", "1"), all(ANY, size), "" + size);
    }
  }

  @Test
  void nothingIsLeftOutWhenClocksDisagreeWithTheOrderOfTheJournal() {
    journal(5, 4, 9, 1, 7, 6);
    refuse(3, 8, 2);
    for (int size = 1; size <= 9; size++) {
      List<String> listed = all(ANY, size);
      assertEquals(9, listed.size(), listed + " in pages of " + size);
      assertEquals(9, new HashSet<>(listed).size(), listed + " in pages of " + size);
    }
  }

  @Test
  void aRefusalComesBackExactly() {
    stores
        .refusals()
        .note(
            new Refusal(
                account,
                "key",
                Sender.DESTINATION,
                "Identify",
                "m-ü",
                Cause.EMAIL_MISSING,
                "Missing email address",
                NOON,
                null));
    awaitRefusals(1);
    Entry entry = log.list(account, ANY, Position.NEWEST, 1).entries().getFirst();
    assertEquals(
        new Entry(
            entry.id(),
            "m-ü",
            "identify",
            400,
            false,
            Cause.EMAIL_MISSING,
            "Missing email address",
            "destination",
            NOON,
            Set.of()),
        entry);
  }

  @Test
  void aRefusalMayHaveNeitherTypeNorMessageId() {
    stores
        .refusals()
        .note(
            new Refusal(
                account,
                "key",
                Sender.JITSU,
                null,
                null,
                Cause.BODY_MALFORMED,
                "Not JSON",
                NOON,
                null));
    awaitRefusals(1);
    Entry entry = log.list(account, ANY, Position.NEWEST, 1).entries().getFirst();
    assertNull(entry.type());
    assertNull(entry.messageId());
  }

  @Test
  void anAcceptedDeliveryIs202UntilItIsProcessed() {
    long seq = journal(1);
    Entry entry = log.list(account, ANY, Position.NEWEST, 1).entries().getFirst();
    assertEquals(
        new Entry(
            "j" + seq,
            "1",
            "track",
            entry.status(),
            false,
            null,
            null,
            "destination",
            time(1),
            Set.of()),
        entry);
    stores
        .progress()
        .inTransaction(
            () -> {
              if (stores.progress().lockMark() < seq) {
                stores.progress().moveMark(seq);
              }
              return null;
            });
    assertEquals(List.of("1"), all(Filter.of(200, null, null, false), 9));
    assertEquals(List.of(), all(Filter.of(202, null, null, false), 9));
  }

  @Test
  void statusTypeAndMessageIdNarrowTheList() {
    journal(1, 2);
    refuse(3, 4);
    assertEquals(List.of("4", "3"), all(Filter.of(403, null, null, false), 9));
    assertEquals(List.of(), all(Filter.of(401, null, null, false), 9));
    assertEquals(List.of("2", "1"), all(Filter.of(null, "TRACK", null, false), 9));
    assertEquals(List.of("4", "3"), all(Filter.of(null, "Identify", null, false), 9));
    assertEquals(List.of("3"), all(Filter.of(null, null, "3", false), 9));
    assertEquals(List.of("1"), all(Filter.of(null, "track", "1", false), 9));
    assertEquals(List.of(), all(Filter.of(403, "track", "1", false), 9));
  }

  private static Filter with(
      Sender sender, String key, Integer from, Integer to, String text, String... people) {
    return new Filter(
        null,
        null,
        null,
        false,
        sender == null ? null : sender.wireName(),
        key,
        from == null ? null : time(from),
        to == null ? null : time(to),
        new Mention(text, Set.of(people)));
  }

  @Test
  void senderKeyTimeTextAndPersonNarrowTheListOfBoth() {
    journal(1, 2, 3);
    refuse(4, 5);
    refuse(6, "{\"userId\":\"ada\",\"event\":\"Order\"}");

    assertEquals(6, all(with(Sender.DESTINATION, "key", null, null, null), 2).size());
    assertEquals(List.of(), all(with(Sender.JITSU, null, null, null, null), 9));
    assertEquals(List.of(), all(with(null, "another", null, null, null), 9));
    assertEquals(List.of("4", "3", "2"), all(with(null, null, 2, 5, null), 9));
    assertEquals(List.of("3", "2"), all(with(null, null, 2, 4, null), 1));
    assertEquals(List.of("6"), all(with(null, null, null, null, "oRDER"), 9));
    assertEquals(List.of("6", "5", "4"), all(with(null, null, null, null, "not allowed"), 9));
    assertEquals(List.of("3", "2", "1"), all(with(null, null, null, null, "\"e\""), 2));
    assertEquals(List.of("6"), all(with(null, null, null, null, null, "ada"), 9));
    assertEquals(List.of("3", "2", "1"), all(with(null, null, null, null, null, "u", "v"), 2));
    assertEquals(List.of("2"), all(with(null, null, 2, 3, "track", "u"), 9));
    account = stores.newAccount();
    assertEquals(List.of(), all(with(null, null, null, null, null, "u"), 9));
  }

  @Test
  void whatDeliveriesAreAboutIsReadTogether() {
    journal(1);
    refuse(2, "{\"anonymousId\":\"a\",\"type\":\"page\",\"name\":\"Pricing\"}");
    refuse(3);

    List<Entry> entries = log.list(account, ANY, Position.NEWEST, 9).entries();
    var subjects = log.subjects(account, entries);

    assertEquals(2, subjects.size());
    assertEquals("Pricing", subjects.get(entries.get(1).id()).what());
    assertEquals(new Subject("e", "u", null, null), subjects.get(entries.get(2).id()));
    assertEquals(java.util.Map.of(), log.subjects(stores.newAccount(), entries));
  }

  private void refuse(int second, String body) {
    long before = refusals();
    note(second, new Refusal.Sent(null, body.getBytes(StandardCharsets.UTF_8)));
    awaitRefusals((int) before + 1);
  }

  private void note(int second, Refusal.Sent sent) {
    stores
        .refusals()
        .note(
            new Refusal(
                account,
                "key",
                Sender.DESTINATION,
                "identify",
                "" + second,
                Cause.TYPE_NOT_PERMITTED,
                "Not allowed",
                time(second),
                sent));
  }

  private long refusals() {
    return log.list(account, ANY, Position.NEWEST, 50).entries().stream()
        .filter(entry -> entry.message() != null)
        .count();
  }

  @Test
  void twoAccountsNeverMeet() {
    journal(1);
    refuse(2);
    account = stores.newAccount();
    assertEquals(List.of(), all(ANY, 9));
  }

  /** The message ids on all pages. */
  private List<String> all(Filter filter, int pageSize) {
    var ids = new ArrayList<String>();
    Position before = Position.NEWEST;
    while (before != null) {
      Page page = log.list(account, filter, before, pageSize);
      page.entries().forEach(entry -> ids.add(entry.messageId()));
      before = page.next();
    }
    return ids;
  }

  /** Journals track calls that were stored at these seconds, which are their message ids too. */
  private long journal(int... seconds) {
    var entries = new ArrayList<JournalEntry>();
    for (int second : seconds) {
      entries.add(
          new JournalEntry(
              account,
              "key",
              Sender.DESTINATION,
              CallType.TRACK,
              "" + second,
              time(second),
              null,
              "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"e\"}"
                  .getBytes(StandardCharsets.UTF_8),
              Set.of()));
    }
    return stores.journal().append(entries);
  }

  /** Notes refused identify calls that came at these seconds. */
  private void refuse(int... seconds) {
    long before = refusals();
    for (int second : seconds) {
      note(second, null);
    }
    awaitRefusals((int) before + seconds.length);
  }

  private void awaitRefusals(int count) {
    Eventually.become(count + " refusals are noted", () -> refusals() == count);
  }

  private static Instant time(int second) {
    return NOON.plusSeconds(second);
  }
}
