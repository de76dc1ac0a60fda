package dev.inlet.transfer;

import dev.inlet.activity.ActivityStore;
import dev.inlet.activity.Event;
import dev.inlet.activity.NewActivity;
import dev.inlet.activity.PageView;
import dev.inlet.call.Common;
import dev.inlet.contact.Person;
import dev.inlet.forward.ChangeType;
import dev.inlet.merge.Stamp;
import dev.inlet.process.MessageKey;
import dev.inlet.process.OldMessages;
import dev.inlet.process.SeenMessages;
import dev.inlet.transfer.AccountImport.Line;
import dev.inlet.transfer.AccountRecord.Frame;
import dev.inlet.transfer.AccountRecord.OfCompany;
import dev.inlet.transfer.AccountRecord.OfContact;
import dev.inlet.transfer.AccountRecord.OfEvent;
import dev.inlet.transfer.AccountRecord.OfMembership;
import dev.inlet.transfer.AccountRecord.OfPageView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Takes in the events and page views of lines that are not stored yet, and remembers the messages
 * of these days, so that they are known when they come here as calls.
 */
final class ImportedActivities {
  private final String accountId;
  private final ActivityStore store;
  private final OldMessages messages;
  private final ImportedAccounts accounts;
  private final FeedOfImport feed;

  ImportedActivities(
      String accountId,
      ActivityStore store,
      OldMessages messages,
      ImportedAccounts accounts,
      FeedOfImport feed) {
    this.accountId = accountId;
    this.store = store;
    this.messages = messages;
    this.accounts = accounts;
    this.feed = feed;
  }

  /** What makes an activity one, as {@link ActivityStore#keptEvents} tells them apart. */
  private record Key(Person person, Stamp message) {
    static Key of(Common common) {
      return new Key(Person.of(common.identity()), new Stamp(common.time(), common.messageId()));
    }
  }

  private record Read<T>(Common common, Instant storedAt, T activity) {}

  void take(List<Line> lines, ErasedPeople erased, Instant now) {
    Map<Key, Read<Event>> events = new LinkedHashMap<>();
    Map<Key, Read<PageView>> views = new LinkedHashMap<>();
    for (Line line : lines) {
      switch (line.read()) {
        case OfEvent of -> {
          Common common = erased.without(line, of.event().common(), of.storedAt());
          if (common != null) {
            events.putIfAbsent(Key.of(common), new Read<>(common, of.storedAt(), with(of, common)));
          }
        }
        case OfPageView of -> {
          Common common = erased.without(line, of.view().common(), of.storedAt());
          if (common != null) {
            views.putIfAbsent(Key.of(common), new Read<>(common, of.storedAt(), with(of, common)));
          }
        }
        case OfContact contact -> {}
        case OfCompany company -> {}
        case OfMembership membership -> {}
        case Frame frame -> {}
      }
    }
    var recent = new HashSet<MessageKey>();
    Instant since = now.minus(SeenMessages.REMEMBERED);
    add(events, store::keptEvents, store::addEvents, event -> ChangeType.EVENT_RECEIVED)
        .forEach(common -> addRecent(common, since, recent));
    add(views, store::keptPageViews, store::addPageViews, ImportedActivities::type)
        .forEach(common -> addRecent(common, since, recent));
    remember(recent);
  }

  private static Event with(OfEvent of, Common common) {
    Event event = of.event();
    return new Event(
        common, event.name(), event.revenue(), event.currency(), event.value(), event.properties());
  }

  private static PageView with(OfPageView of, Common common) {
    PageView view = of.view();
    return new PageView(
        common, view.kind(), view.name(), view.category(), view.fields(), view.properties());
  }

  private static ChangeType type(PageView view) {
    return switch (view.kind()) {
      case PAGE -> ChangeType.PAGE_RECEIVED;
      case SCREEN -> ChangeType.SCREEN_RECEIVED;
    };
  }

  /** Adds those that are not kept yet, and returns these. */
  private <T> List<Common> add(
      Map<Key, Read<T>> read,
      BiFunction<String, List<Common>, Map<Common, Long>> kept,
      BiConsumer<String, List<NewActivity<T>>> add,
      Function<T, ChangeType> type) {
    List<Common> all = read.values().stream().map(Read::common).toList();
    Set<Common> known = kept.apply(accountId, all).keySet();
    List<Read<T>> fresh =
        read.values().stream().filter(one -> !known.contains(one.common())).toList();
    if (fresh.isEmpty()) {
      return List.of();
    }
    long place = accounts.takePlaces(accountId, fresh.size());
    var added = new ArrayList<NewActivity<T>>();
    for (Read<T> one : fresh) {
      added.add(new NewActivity<>(place, one.storedAt(), one.activity()));
      feed.addActivity(type.apply(one.activity()), place);
      place--;
    }
    add.accept(accountId, added);
    return fresh.stream().map(Read::common).toList();
  }

  private void addRecent(Common common, Instant since, Set<MessageKey> recent) {
    if (common.time().isAfter(since)) {
      recent.add(MessageKey.of(accountId, common.messageId()));
    }
  }

  private void remember(Set<MessageKey> recent) {
    if (!recent.isEmpty()) {
      recent.removeAll(messages.known(recent));
      messages.remember(recent);
    }
  }
}
