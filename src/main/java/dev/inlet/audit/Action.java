package dev.inlet.audit;

import java.util.Arrays;
import java.util.Optional;

/** What can be done. Its name is stored, so it stays what it is. */
public enum Action {
  ACCOUNT_CREATED("account.created", "Account created"),
  ACCOUNT_RENAMED("account.renamed", "Account renamed"),
  ACCOUNT_SUSPENDED("account.suspended", "Account suspended"),
  ACCOUNT_RESUMED("account.resumed", "Suspension lifted"),
  ACCOUNT_EXPORTED("account.exported", "Account exported"),
  ACCOUNT_IMPORTED("account.imported", "Account imported into"),
  ACCOUNT_CLOSED("account.closed", "Account closed"),
  ACCOUNT_REOPENED("account.reopened", "Closed account reopened"),
  ACCOUNT_ERASED("account.erased", "Closed account erased"),
  KEY_ISSUED("key.issued", "API key issued"),
  KEY_CHANGED("key.changed", "API key changed"),
  KEY_ROTATED("key.rotated", "API key rotated"),
  KEY_REVOKED("key.revoked", "API key revoked"),
  CONTACT_ERASED("contact.erased", "Person erased"),
  CALLS_REPLAYED("calls.replayed", "Calls replayed"),
  CALL_TESTED("call.tested", "Event tester used"),
  MAINTENANCE_STARTED("maintenance.started", "Maintenance turned on"),
  MAINTENANCE_ENDED("maintenance.ended", "Maintenance turned off"),
  SUBSCRIPTION_CREATED("subscription.created", "Subscription made"),
  SUBSCRIPTION_CHANGED("subscription.changed", "Subscription changed"),
  SUBSCRIPTION_PAUSED("subscription.paused", "Subscription paused"),
  SUBSCRIPTION_RESUMED("subscription.resumed", "Subscription resumed"),
  SUBSCRIPTION_TESTED("subscription.tested", "Subscription tested"),
  SUBSCRIPTION_ROTATED("subscription.rotated", "Subscription's secret rotated"),
  SUBSCRIPTION_REPLAYED("subscription.replayed", "Subscription replayed"),
  SUBSCRIPTION_ENDED("subscription.ended", "Subscription ended"),
  USER_CREATED("user.created", "User made"),
  USER_CHANGED("user.changed", "User's role changed"),
  USER_DISABLED("user.disabled", "User disabled"),
  USER_ENABLED("user.enabled", "User enabled"),
  USER_PASSWORD_CHANGED("user.password", "User's password changed"),
  TOKEN_ISSUED("token.issued", "API token issued"),
  TOKEN_REVOKED("token.revoked", "API token revoked"),
  PASSWORD_RESET("password.reset", "Admin password reset"),
  FILTER_SAVED("filter.saved", "Filter saved"),
  FILTER_REMOVED("filter.removed", "Filter removed"),
  LIST_EXPORTED("list.exported", "List exported"),
  BACKUP_TAKEN("backup.taken", "Backup taken"),
  SESSION_BEGUN("session.begun", "Logged in"),
  SESSION_ENDED("session.ended", "Logged out");

  private final String wireName;
  private final String done;

  Action(String wireName, String done) {
    this.wireName = wireName;
    this.done = done;
  }

  /** Its name in the admin API and the database. */
  public String wireName() {
    return wireName;
  }

  /** What was done, as a person reads it. */
  public String done() {
    return done;
  }

  /** The action of that name, if there is one. */
  public static Optional<Action> named(String name) {
    return Arrays.stream(values()).filter(action -> action.wireName.equals(name)).findFirst();
  }
}
