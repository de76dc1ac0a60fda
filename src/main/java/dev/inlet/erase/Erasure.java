package dev.inlet.erase;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The receipt for a contact that was erased. It does not say who it was.
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
    CONTACTS("contacts"),
    /** The ids the contact was known by, each with what was said under it. */
    IDS("ids"),
    MEMBERSHIPS("memberships"),
    EVENTS("events"),
    PAGES("pages"),
    /** Calls as they were sent, in the journal; late ones that were left out since, too. */
    CALLS("calls"),
    /** Calls that could not be processed. */
    SET_ASIDE("setAside"),
    REFUSED_DELIVERIES("refusedDeliveries"),
    /** Bodies of refused deliveries that do not say whom they are about. */
    REFUSED_BODIES("refusedBodies"),
    /** Records of others from which an anonymousId was struck out. */
    STRUCK_OUT("struckOut");

    private final String wireName;

    Kind(String wireName) {
      this.wireName = wireName;
    }

    /** The name in receipts. */
    public String wireName() {
      return wireName;
    }
  }
}
