package dev.inlet.forward;

import dev.inlet.contact.Person;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A change as it is kept: what it is about, and nothing of what that looks like, which is read when
 * somebody asks.
 *
 * @param about what it is about: of an event, page or screen its place in the journal, of a company
 *     the groupId, and of people their {@link Person#key}. Of a contact the id it is known under
 *     comes first; behind it the anonymous id that was merged, the groupId of a membership, or the
 *     other ids of a contact that was erased, which {@link ErasedIds} seals; or the name and the
 *     data of a change of a plug-in's own
 * @param names what is shown otherwise now
 * @param messageId the message that did it; null when it stands with what the change is about, or
 *     an administrator did it
 * @param settings the settings of its request as JSON; null when there were none
 */
public record NewChange(
    ChangeType type,
    List<String> about,
    Collection<String> names,
    @Nullable String messageId,
    @Nullable String settings) {

  /** The call that makes a change. */
  public record Source(@Nullable String messageId, @Nullable String settings) {
    /** For what an administrator does. */
    public static final Source NONE = new Source(null, null);
  }

  private static NewChange of(
      ChangeType type, List<String> about, Collection<String> names, Source source) {
    return new NewChange(type, about, names, source.messageId(), source.settings());
  }

  /** A contact is new, or shows something else. */
  public static NewChange contactUpdated(Person contact, Collection<String> names, Source source) {
    return of(ChangeType.CONTACT_UPDATED, List.of(contact.key()), names, source);
  }

  /** An anonymous id has turned out to be a contact's. */
  public static NewChange contactMerged(
      Person contact, String anonymousId, Collection<String> names, Source source) {
    List<String> about = List.of(contact.key(), Person.anonymous(anonymousId).key());
    return of(ChangeType.CONTACT_MERGED, about, names, source);
  }

  /**
   * A contact was erased.
   *
   * @param people all its ids, the one it was known under first
   */
  public static NewChange contactErased(List<Person> people, Source source) {
    List<String> about = people.stream().map(Person::key).toList();
    return of(ChangeType.CONTACT_ERASED, about, List.of(), source);
  }

  /** A company is new, or shows something else. */
  public static NewChange companyUpdated(String groupId, Collection<String> names, Source source) {
    return of(ChangeType.COMPANY_UPDATED, List.of(groupId), names, source);
  }

  /** Somebody has become a member of a company. */
  public static NewChange membershipAdded(Person member, String groupId, Source source) {
    return of(ChangeType.MEMBERSHIP_ADDED, List.of(member.key(), groupId), List.of(), source);
  }

  /**
   * Somebody did something, or saw something.
   *
   * @param seq the place of the call in the journal
   * @param settings as of {@link NewChange}; the message stands with the activity
   */
  public static NewChange received(ChangeType type, long seq, @Nullable String settings) {
    return new NewChange(type, List.of(Long.toString(seq)), List.of(), null, settings);
  }

  /** Something of the vendor's own about somebody: its name, and what there is to tell as JSON. */
  public static NewChange own(Person person, String name, String data, Source source) {
    return of(ChangeType.OWN, List.of(person.key(), name, data), List.of(), source);
  }

  /** The name of its kind for readers. */
  public String typeName() {
    return type == ChangeType.OWN && !about.isEmpty() ? about.get(1) : type.wireName();
  }

  /** The people it is about, but for those that it tells were erased. */
  public Stream<Person> people() {
    return switch (type) {
      case CONTACT_UPDATED, CONTACT_MERGED -> about.stream().map(Person::fromKey);
      case MEMBERSHIP_ADDED, OWN -> Stream.of(Person.fromKey(about.getFirst()));
      case CONTACT_ERASED, COMPANY_UPDATED, EVENT_RECEIVED, PAGE_RECEIVED, SCREEN_RECEIVED ->
          Stream.empty();
    };
  }

  /** The id of a contact, or the member, that it is about. */
  Person person() {
    return Person.fromKey(about.getFirst());
  }

  /** The place in the journal that it is about. */
  public long seq() {
    return Long.parseLong(about.getFirst());
  }
}
