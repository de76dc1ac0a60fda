package dev.inlet.company;

import dev.inlet.contact.Person;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Portion;
import dev.inlet.listing.Window;
import dev.inlet.merge.Allowance;
import dev.inlet.merge.Allowance.TooMuchAtOnce;
import dev.inlet.merge.Registers;
import dev.inlet.merge.Stamp;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where companies and memberships are kept. Scoped by account. Every call may block. */
public interface CompanyStore {

  /** A company as it is named on a contact. */
  record Membership(String groupId, @Nullable String name) {}

  /** That somebody belongs to a company. */
  record Member(Person person, String groupId) {}

  /**
   * What became of changes.
   *
   * @param refused the messages of which nothing was taken in, because what was said of one company
   *     would be more than {@value Registers#MOST_CHARACTERS} characters of traits or of reserved
   *     ones
   * @param effects what the others did that can be seen; of one company in the order of the changes
   */
  record Applied(Set<Stamp> refused, List<CompanyEffect> effects) {}

  /**
   * Takes in changes, in any order, as part of the caller's transaction.
   *
   * @throws TooMuchAtOnce when the caller's transaction would change more than it is allowed to
   */
  Applied apply(String accountId, Allowance allowance, List<CompanyChange> changes);

  /** Takes in what changes say of companies likewise, and of their members nothing. */
  Applied describe(String accountId, Allowance allowance, List<CompanyChange> changes);

  /**
   * Has people belong to companies that are known, as part of the caller's transaction.
   *
   * @return those who did not before
   */
  List<Member> join(String accountId, Collection<Member> members);

  /**
   * How many characters of traits and of reserved ones these companies hold together at most; those
   * of which nothing was said are left out.
   */
  Map<String, Long> held(String accountId, Collection<String> groupIds);

  /**
   * Lists companies, in the order in which they were first heard of.
   *
   * @param members only companies one of these belongs to; null for all
   * @param query part of the name or groupId, without regard to case and accents; null for all.
   *     What is rare is looked for a while: a page may be short and yet not the last
   */
  Listing<Company> list(
      String accountId,
      @Nullable Collection<Person> members,
      @Nullable String query,
      Window window);

  /** Lists companies of any name. */
  default Listing<Company> list(
      String accountId, @Nullable Collection<Person> members, Window window) {
    return list(accountId, members, null, window);
  }

  /** The company of this groupId. */
  Optional<Company> find(String accountId, String groupId);

  /** The companies of these groupIds, as many as may be in memory together. */
  Portion<String, Company> find(String accountId, List<String> groupIds);

  /**
   * Who belongs to a company, as the contacts they are known as now; by id, so many at most. Of a
   * company with more members they are any. Costs the same however many there are: when 10,000 of
   * them turn out to be fewer contacts, they are all that is told.
   */
  List<String> contactsOf(String accountId, String groupId, int limit);

  /** The companies of each of these people, by groupId; people without any are left out. */
  Map<Person, List<Membership>> membershipsOf(String accountId, Collection<Person> people);

  /**
   * All companies of an account, in the order of their groupIds: those after one, as many as may be
   * in memory together; none at the end.
   *
   * @param after null to begin
   */
  List<Company> after(String accountId, @Nullable String after, int limit);

  /**
   * All memberships of an account, in the order of {@link Person#key} and groupId: those after one;
   * none at the end.
   *
   * @param after null to begin
   */
  List<Member> membersAfter(String accountId, @Nullable Member after, int limit);
}
