package dev.inlet.erase;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The receipt for a contact that was erased, or for all that a closed account had. It does not say
 * who it was.
 *
 * @param erasedAt when the contact was gone, and what it did as far as that is not too much for one
 *     transaction
 * @param removed how much of each kind was removed so far; kinds of which there was nothing are
 *     left out
 * @param completedAt when everything was gone, the calls as they were sent included; null until
 *     then
 */
public record Erasure(
    long id, Instant erasedAt, Map<Kind, Long> removed, @Nullable Instant completedAt) {

  /** What is removed. */
  public enum Kind {
    /** Contacts as they are listed. */
    CONTACTS("contacts", "Contacts"),
    /** The ids the contact was known by, each with what was said under it. */
    IDS("ids", "Ids, with what was said under them"),
    MEMBERSHIPS("memberships", "Memberships of companies"),
    EVENTS("events", "Events"),
    PAGES("pages", "Pages and screens"),
    /** Calls as they were sent, in the journal; late ones that were left out since, too. */
    CALLS("calls", "Calls as they were sent"),
    /** Calls that could not be processed. */
    SET_ASIDE("setAside", "Calls that were set aside"),
    REFUSED_DELIVERIES("refusedDeliveries", "Refused deliveries"),
    /** Bodies of refused deliveries that do not say whom they are about. */
    REFUSED_BODIES("refusedBodies", "Bodies of refused deliveries"),
    /** Records of others from which an anonymousId was struck out. */
    STRUCK_OUT("struckOut", "Anonymous ids struck out of others' records"),
    /** Of a closed account, as all that follows. */
    COMPANIES("companies", "Companies"),
    /** API keys, those that were revoked before included. */
    KEYS("keys", "API keys"),
    SUBSCRIPTIONS("subscriptions", "Subscriptions");

    /** Those that are removed of a person. */
    public static final Set<Kind> OF_PEOPLE =
        Collections.unmodifiableSet(EnumSet.range(CONTACTS, STRUCK_OUT));

    private final String wireName;
    private final String words;

    Kind(String wireName, String words) {
      this.wireName = wireName;
      this.words = words;
    }

    /** The name in receipts. */
    public String wireName() {
      return wireName;
    }

    /** What it is, as a person reads it. */
    public String words() {
      return words;
    }
  }
}
