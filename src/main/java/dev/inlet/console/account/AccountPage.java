package dev.inlet.console.account;

import dev.inlet.account.Account;
import dev.inlet.account.ApiKey;
import dev.inlet.account.Sender;
import dev.inlet.audit.AuditEntry;
import dev.inlet.call.CallType;
import dev.inlet.console.page.Addresses;
import dev.inlet.console.page.FieldProblem;
import dev.inlet.console.page.Page;
import dev.inlet.console.page.Section;
import dev.inlet.console.page.Sorting;
import dev.inlet.console.page.TypedTime;
import dev.inlet.erase.closing.Closing;
import dev.inlet.operate.KeyRing;
import dev.inlet.receive.Maintenance;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Shows an account and its keys, and lets them be issued, changed, rotated and revoked.
 *
 * @param sorting in which order its keys stand; null when there are too many to sort
 * @param next where the list of keys goes on; null at its end
 * @param closing how it stands when it is closed; null when it is not
 * @param maintenance whether its calls alone are answered 503
 * @param suspension who suspended it; null when it is not, or nobody knows any more
 * @param latest what was done to it, newest first
 * @param problem why something was not done; null otherwise
 * @param undo how to take back what was just done; null when nothing was
 */
public record AccountPage(
    Account shown,
    List<KeyCard> keys,
    @Nullable Sorting<ApiKey> sorting,
    @Nullable String next,
    @Nullable Closing closing,
    Maintenance maintenance,
    @Nullable AuditEntry suspension,
    List<AuditEntry> latest,
    @Nullable FieldProblem problem,
    @Nullable Undo undo)
    implements Page {

  /**
   * How to take back what was just done.
   *
   * @param done what that was, as a sentence
   * @param field what the form sends that takes it back
   */
  public record Undo(String done, String action, String field, String value) {

    /** Whether support may do so; otherwise administrators alone. */
    public boolean isOfSupport() {
      return action.endsWith("/maintenance");
    }
  }

  /**
   * The page after something was done.
   *
   * @param did {@code suspended}, {@code maintained}, {@code reopened}, or what was taken from
   *     which key, as {@code type:name:key}; null and anything else for nothing
   */
  AccountPage after(@Nullable String did) {
    return new AccountPage(
        shown,
        keys,
        sorting,
        next,
        closing,
        maintenance,
        suspension,
        latest,
        problem,
        did == null ? null : undoOf(did));
  }

  private @Nullable Undo undoOf(String did) {
    if (did.equals("suspended")) {
      return shown.suspended()
          ? new Undo(shown.name() + " is suspended.", action("change"), "suspended", "no")
          : null;
    }
    if (did.equals("reopened")) {
      return shown.suspended()
          ? new Undo(
              shown.name() + " is reopened, and suspended as before: its calls are refused.",
              action("change"),
              "suspended",
              "no")
          : null;
    }
    if (did.equals("maintained")) {
      return maintenance.enabled()
          ? new Undo(
              "Calls of " + shown.name() + " are answered 503.", action("maintenance"), "to", "off")
          : null;
    }
    String[] parts = did.split(":", 3);
    return parts.length < 3
        ? null
        : keys.stream()
            .filter(card -> card.key().id().equals(parts[2]))
            .findFirst()
            .map(card -> card.undo(parts[0], parts[1]))
            .orElse(null);
  }

  @Override
  public String template() {
    return "account";
  }

  @Override
  public String title() {
    return shown.name();
  }

  @Override
  public Section section() {
    return Section.ACCOUNTS;
  }

  @Override
  public String account() {
    return shown.id();
  }

  /** By which whoever sends the form twice gets one key. */
  public String once() {
    return KeyRing.newId();
  }

  public List<String> types() {
    return Stream.of(CallType.values()).map(CallType::wireName).toList();
  }

  public List<String> senders() {
    return Stream.of(Sender.values()).map(Sender::wireName).toList();
  }

  /** Where a form about it is sent. */
  public String action(String what) {
    return Addresses.account(account()) + "/" + what;
  }

  /** Whether it can be worked with as usual. */
  public boolean isOpen() {
    return closing == null;
  }

  /** Whether it is closed, and that can still be taken back. */
  public boolean canReopen() {
    return closing != null && closing.state() == Closing.State.CLOSED;
  }

  /** When its maintenance ends, as a form field holds it, in UTC; empty for never. */
  public String until() {
    return TypedTime.field(maintenance.until());
  }

  /** The receipt of its closing; null while it is open. */
  public @Nullable String receipt() {
    return closing == null ? null : ClosingsPage.receipt(closing.id());
  }

  /** Its deliveries. */
  public String deliveries() {
    return Addresses.list(Section.DELIVERIES, account(), null);
  }

  /** What people changed of it. */
  public String audit() {
    return Addresses.list(Section.AUDIT, account(), null);
  }

  /** Its deliveries that were refused. */
  public String refusals() {
    return Addresses.refusals(account());
  }
}
