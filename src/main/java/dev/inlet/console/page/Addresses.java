package dev.inlet.console.page;

import org.jspecify.annotations.Nullable;

/** Where the things of an account are shown. */
public final class Addresses {
  private Addresses() {}

  /** The page of a contact. */
  public static String contact(String account, String id) {
    return Link.to("/console/contacts/one").with("account", account).with("id", id).toString();
  }

  /** The page that says why a contact has a value. */
  public static String trait(String account, String id, String name) {
    return Link.to("/console/contacts/why")
        .with("account", account)
        .with("id", id)
        .with("name", name)
        .toString();
  }

  /** The page that asks whether to erase a contact. */
  public static String erasing(String account, String id) {
    return Link.to("/console/contacts/erase").with("account", account).with("id", id).toString();
  }

  /** The page of a company. */
  public static String company(String account, String groupId) {
    return Link.to("/console/companies/one")
        .with("account", account)
        .with("id", groupId)
        .toString();
  }

  /** The page that says why a company has a value. */
  public static String companyTrait(String account, String groupId, String name) {
    return Link.to("/console/companies/why")
        .with("account", account)
        .with("id", groupId)
        .with("name", name)
        .toString();
  }

  /** The page of an event. */
  public static String event(String account, long seq) {
    return Link.to("/console/events/" + seq).with("account", account).toString();
  }

  /** The page of a page view. */
  public static String page(String account, long seq) {
    return Link.to("/console/pages/" + seq).with("account", account).toString();
  }

  /** The page of a delivery. */
  public static String delivery(String account, String id) {
    return Link.to("/console/deliveries/" + id).with("account", account).toString();
  }

  /** All deliveries of one message. */
  public static String message(String account, String messageId) {
    return Link.to(Section.DELIVERIES.path())
        .with("account", account)
        .with("messageId", messageId)
        .toString();
  }

  /** The deliveries of an account that were refused. */
  public static String refusals(String account) {
    return Link.to(Section.DELIVERIES.path())
        .with("account", account)
        .with("status", "refused")
        .toString();
  }

  /** A list from its beginning, or where it goes on. */
  public static String list(Section section, String account, @Nullable String cursor) {
    return Link.to(section.path()).with("account", account).with("cursor", cursor).toString();
  }

  /** The page of a subscription. */
  public static String subscription(String id) {
    return Section.SUBSCRIPTIONS.path() + "/" + id;
  }

  /** The page of a request to a subscriber. */
  public static String attempt(String subscription, long number) {
    return subscription(subscription) + "/deliveries/" + number;
  }

  /** The page of an account, with its keys. */
  public static String account(String account) {
    return Section.ACCOUNTS.path() + "/" + account;
  }
}
