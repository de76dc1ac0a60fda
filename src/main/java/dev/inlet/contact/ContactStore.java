package dev.inlet.contact;

import dev.inlet.listing.Listing;
import dev.inlet.listing.Portion;
import dev.inlet.listing.Window;
import dev.inlet.merge.Allowance;
import dev.inlet.merge.Allowance.TooMuchAtOnce;
import dev.inlet.merge.Registers;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where contacts are kept. Everything is scoped by account. Every call may block. */
public interface ContactStore {

  /**
   * Takes in changes, in any order, as part of the caller's transaction. The changes of one message
   * stand together, the first of them what it says of traits.
   *
   * @return what was not taken in; of one id no more than {@value Registers#MOST_CHARACTERS}
   *     characters of traits are, and as many of reserved ones
   * @throws TooMuchAtOnce when the caller's transaction would change more than it is allowed to
   */
  Applied apply(String accountId, Allowance allowance, List<ContactChange> changes);

  /**
   * Finds a contact by its userId, or by an anonymousId: while its user is unknown it is a contact
   * of its own, afterwards it leads to the user's.
   */
  Optional<Contact> find(String accountId, String id);

  /**
   * What the contact of an id, found as above, is put together from: the state of its own id, and
   * of those linked to it. Empty when there is no such contact.
   */
  List<PersonState> parts(String accountId, String id);

  /**
   * Lists contacts, in the order in which they were first heard of.
   *
   * @param query part of the name, email address or id, without regard to case and accents; null
   *     for all. Who is rare is looked for a while: a page may be short and yet not the last
   * @param email the exact email address in any case; null for all
   */
  Listing<Contact> list(
      String accountId, @Nullable String query, @Nullable String email, Window window);

  /**
   * How many characters of traits and of reserved ones these very ids hold together at most; of
   * those about whom nothing was said there is nothing.
   */
  Map<Person, Long> held(String accountId, Collection<Person> people);

  /**
   * Whether an identify call or a link has named this very id. One look at the store, however much
   * is known of it.
   */
  boolean knows(String accountId, Person person);

  /**
   * The contacts that people belong to now, as many as may be in memory together. Who belongs to
   * nobody who was identified has none.
   */
  Portion<Person, Contact> contactsOf(String accountId, List<Person> people);

  /** The id under which each of these people is known now; strangers are left out. */
  Map<Person, Person> ownersOf(String accountId, Collection<Person> people);

  /** Everyone whose calls belong to a contact: its own id and the anonymous ids linked to it. */
  List<Person> peopleOf(String accountId, String id);

  /**
   * Everybody of an account, each by their own id and with what was said of that very id, in the
   * order of {@link Person#key}: those after somebody, as many as may be in memory together; none
   * at the end.
   *
   * @param after null to begin
   */
  List<PersonState> after(String accountId, @Nullable Person after, int limit);
}
