package dev.inlet.forward;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kinds of changes. */
public enum ChangeType {
  /** A contact is new, or shows something else. */
  CONTACT_UPDATED("contact.updated", "cu"),
  /** An anonymous person has become a known one. */
  CONTACT_MERGED("contact.merged", "cm"),
  /** A contact was erased. */
  CONTACT_ERASED("contact.erased", "ce"),
  /** A company is new, or shows something else. */
  COMPANY_UPDATED("company.updated", "co"),
  /** Somebody has become a member of a company. */
  MEMBERSHIP_ADDED("membership.added", "ma"),
  /** Somebody did something. */
  EVENT_RECEIVED("event.received", "ev"),
  /** Somebody saw a page. */
  PAGE_RECEIVED("page.received", "pv"),
  /** Somebody saw a screen. */
  SCREEN_RECEIVED("screen.received", "sv"),
  /** Something that a plug-in tells, under a name of its own; this one stands for them all. */
  OWN("own", "ow");

  private static final Map<String, ChangeType> BY_CODE =
      Arrays.stream(values()).collect(Collectors.toMap(ChangeType::code, type -> type));

  private final String wireName;
  private final String code;

  ChangeType(String wireName, String code) {
    this.wireName = wireName;
    this.code = code;
  }

  /** Its name for readers. */
  public String wireName() {
    return wireName;
  }

  /** Its name where it is stored, which never changes. */
  String code() {
    return code;
  }

  static ChangeType ofCode(String code) {
    ChangeType type = BY_CODE.get(code);
    if (type == null) {
      throw new IllegalArgumentException("no kind of change is stored as " + code);
    }
    return type;
  }

  /** The one of this name; empty when there is none. */
  public static Optional<ChangeType> named(String wireName) {
    return Arrays.stream(values()).filter(type -> type.wireName.equals(wireName)).findFirst();
  }
}
