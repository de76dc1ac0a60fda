package dev.inlet.transfer;

import dev.inlet.call.Common;
import dev.inlet.call.Identity;
import dev.inlet.contact.Person;
import dev.inlet.contact.PersonState;
import dev.inlet.contact.UserLink;
import dev.inlet.erase.Tombstones;
import dev.inlet.erase.Tombstones.Somebody;
import dev.inlet.transfer.AccountImport.Line;
import dev.inlet.transfer.AccountRecord.Frame;
import dev.inlet.transfer.AccountRecord.OfCompany;
import dev.inlet.transfer.AccountRecord.OfContact;
import dev.inlet.transfer.AccountRecord.OfEvent;
import dev.inlet.transfer.AccountRecord.OfMembership;
import dev.inlet.transfer.AccountRecord.OfPageView;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps those who were erased here from being brought back: nothing is taken in of what is not
 * later than that.
 */
final class ErasedPeople {
  private final Map<Person, Instant> erasedAt;
  private final Set<Line> leftOut = new HashSet<>();

  private ErasedPeople(Map<Person, Instant> erasedAt) {
    this.erasedAt = erasedAt;
  }

  /** Those whom lines name; one look at the store, and hardly that while nobody was erased. */
  static ErasedPeople among(Tombstones tombstones, String accountId, List<Line> lines) {
    var erasedAt = new HashMap<Person, Instant>();
    if (tombstones.any()) {
      tombstones
          .find(
              lines.stream()
                  .flatMap(line -> named(line.read()))
                  .distinct()
                  .map(person -> new Somebody(accountId, person))
                  .toList())
          .forEach((somebody, stone) -> erasedAt.put(somebody.person(), stone.erasedAt()));
    }
    return new ErasedPeople(erasedAt);
  }

  private static Stream<Person> named(AccountRecord line) {
    return switch (line) {
      case OfContact of -> {
        UserLink link = of.state().link();
        yield link == null
            ? Stream.of(of.state().person())
            : Stream.of(of.state().person(), Person.user(link.userId()));
      }
      case OfMembership of -> Stream.of(of.member());
      case OfEvent of -> named(of.event().common().identity());
      case OfPageView of -> named(of.view().common().identity());
      case OfCompany company -> Stream.empty();
      case Frame frame -> Stream.empty();
    };
  }

  private static Stream<Person> named(Identity identity) {
    return Stream.concat(
        Stream.ofNullable(identity.userId()).map(Person::user),
        Stream.ofNullable(identity.anonymousId()).map(Person::anonymous));
  }

  /** How many lines have something in them that was left out. */
  int leftOut() {
    return leftOut.size();
  }

  /** Whether something of that time is about somebody who was erased since; then it is counted. */
  boolean covers(Line line, Person person, Instant time) {
    Instant erased = erasedAt.get(person);
    boolean isCovered = erased != null && !time.isAfter(erased);
    if (isCovered) {
      leftOut.add(line);
    }
    return isCovered;
  }

  /** Whether somebody was erased at all, of whom something has no time; then it is counted. */
  boolean covers(Line line, Person person) {
    return covers(line, person, Instant.MIN);
  }

  /**
   * What is left of an activity.
   *
   * @return null when nothing is, because its person was erased; without an anonymousId that was
   */
  @Nullable Common without(Line line, Common common, Instant storedAt) {
    Instant earliest = storedAt.isBefore(common.time()) ? storedAt : common.time();
    Identity identity = common.identity();
    if (covers(line, Person.of(identity), earliest)) {
      return null;
    }
    String anonymousId = identity.anonymousId();
    return identity.userId() != null
            && anonymousId != null
            && covers(line, Person.anonymous(anonymousId), earliest)
        ? new Common(new Identity(identity.userId(), null), common.messageId(), common.time())
        : common;
  }

  /** The link of an anonymous id, unless one of both was erased since. */
  @Nullable UserLink link(Line line, PersonState state) {
    UserLink link = state.link();
    return link == null
            || covers(line, state.person(), link.stamp().time())
            || covers(line, Person.user(link.userId()), link.stamp().time())
        ? null
        : link;
  }
}
