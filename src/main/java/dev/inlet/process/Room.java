package dev.inlet.process;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.inlet.company.CompanyStore;
import dev.inlet.contact.ContactChange.Identified;
import dev.inlet.contact.ContactStore;
import dev.inlet.contact.Person;
import dev.inlet.handler.Change;
import dev.inlet.journal.Journaled;
import dev.inlet.merge.Register;
import dev.inlet.merge.Registers;
import dev.inlet.merge.Stamp;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Whether people and companies surely have room for what calls say of them. What they hold is
 * remembered as an upper bound: it grows with each call as if that replaced nothing, and is asked
 * for again when it has become too much.
 *
 * <p>Not safe for use by several threads.
 */
@Singleton
final class Room {
  /** How many people and companies are remembered. */
  private static final int REMEMBERED = 50_000;

  private final ContactStore contacts;
  private final CompanyStore companies;

  /** By account and person or groupId: how many characters they hold at most. */
  private final Cache<Subject, Long> held =
      Caffeine.newBuilder().maximumSize(REMEMBERED).executor(Runnable::run).build();

  Room(ContactStore contacts, CompanyStore companies) {
    this.contacts = contacts;
    this.companies = companies;
  }

  /** Whom something is said about: a person, or a company by its groupId. */
  private record Subject(String accountId, Object id) {}

  /**
   * Notes what calls ask for, from the first one on, up to one for which there may be no room.
   *
   * @param changes what they ask for, of as many as that is known of
   * @return how many were noted
   */
  int taken(List<Journaled> calls, List<List<Change>> changes) {
    look(calls, changes);
    for (int i = 0; i < changes.size(); i++) {
      if (!takes(calls.get(i).entry().accountId(), changes.get(i))) {
        return i;
      }
    }
    return changes.size();
  }

  private boolean takes(String accountId, List<Change> changes) {
    for (Change change : changes) {
      Object id = subject(change);
      if (id != null && !takes(new Subject(accountId, id), length(change))) {
        return false;
      }
    }
    return true;
  }

  private boolean takes(Subject subject, long more) {
    Long before = held.getIfPresent(subject);
    if (before == null || before + more > Registers.MOST_CHARACTERS) {
      held.invalidate(subject);
      return false;
    }
    held.put(subject, before + more);
    return true;
  }

  /** Has the stores say of those who are not remembered what they hold. */
  private void look(List<Journaled> calls, List<List<Change>> changes) {
    Map<String, Set<Person>> people = new HashMap<>();
    Map<String, Set<String>> groups = new HashMap<>();
    for (int i = 0; i < changes.size(); i++) {
      String accountId = calls.get(i).entry().accountId();
      for (Change change : changes.get(i)) {
        Object id = subject(change);
        if (id == null || held.getIfPresent(new Subject(accountId, id)) != null) {
          continue;
        }
        if (id instanceof Person person) {
          people.computeIfAbsent(accountId, any -> new HashSet<>()).add(person);
        } else {
          groups.computeIfAbsent(accountId, any -> new HashSet<>()).add((String) id);
        }
      }
    }
    remember(people, contacts::held);
    remember(groups, companies::held);
  }

  private <T> void remember(
      Map<String, Set<T>> unknown, BiFunction<String, Collection<T>, Map<T, Long>> store) {
    unknown.forEach(
        (accountId, ids) -> {
          Map<T, Long> found = store.apply(accountId, ids);
          for (T id : ids) {
            held.put(new Subject(accountId, id), found.getOrDefault(id, 0L));
          }
        });
  }

  /** Whose room a change takes; null when it takes nobody's. */
  private static @Nullable Object subject(Change change) {
    return switch (change) {
      case Change.OfContact of ->
          of.change() instanceof Identified identified ? identified.person() : null;
      case Change.OfCompany of -> of.change().groupId();
      case Change.OfEvents of -> null;
      case Change.OfPageViews of -> null;
      case Change.OfFeed of -> null;
      case Change.OfErasure of -> null;
    };
  }

  /** How many characters it adds at most. */
  private static long length(Change change) {
    return switch (change) {
      case Change.OfContact of ->
          of.change() instanceof Identified said
              ? length(said.traits(), said.stamp()) + length(said.fields(), said.stamp())
              : 0;
      case Change.OfCompany of ->
          length(of.change().traits(), of.change().stamp())
              + length(of.change().fields(), of.change().stamp());
      case Change.OfEvents of -> 0;
      case Change.OfPageViews of -> 0;
      case Change.OfFeed of -> 0;
      case Change.OfErasure of -> 0;
    };
  }

  private static long length(Map<String, String> values, Stamp stamp) {
    long length = 0;
    for (Map.Entry<String, String> value : values.entrySet()) {
      length += new Register(value.getValue(), stamp).length(value.getKey());
    }
    return length;
  }

  /** Remembers nobody any more. */
  void forget() {
    held.invalidateAll();
  }
}
