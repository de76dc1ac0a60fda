package dev.inlet.console.page;

import dev.inlet.access.Principal;
import dev.inlet.access.Role;
import dev.inlet.receive.Maintenance;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds every page.
 *
 * @param token what each form must send back in the field {@code token}
 * @param letIn whether the visitor may see more than the log-in
 * @param canLeave whether there is a session to end
 * @param who whom the page is drawn for; null before the log-in
 * @param account whose data the page shows, or the last one before it did; null for nobody's
 * @param foot which version and instance this is
 * @param maintenance whether calls are answered 503
 * @param ofAccount whether those of this account are, whatever the others are
 * @param alerts how many things somebody should look at
 */
public record Frame(
    Assets assets,
    String token,
    boolean letIn,
    boolean canLeave,
    @Nullable Principal who,
    @Nullable Section here,
    @Nullable String account,
    Foot foot,
    Maintenance maintenance,
    Maintenance ofAccount,
    int alerts) {

  /**
   * Which Inlet somebody is looking at.
   *
   * @param isOpen whether whoever is on this machine is let in without a log-in
   */
  public record Foot(String version, String instance, String environment, boolean isOpen) {}

  /** The address of a stylesheet, script or picture. */
  public String asset(String name) {
    return assets.url(name);
  }

  /** Where a part of the console begins, for the same account. */
  public String path(Section section) {
    return Link.to(section.path()).with("account", account).toString();
  }

  /** The page of the account whose data the page shows. */
  public @Nullable String accountPath() {
    return account == null ? null : Addresses.account(account);
  }

  /** The navigation of whoever it is; empty before the log-in. */
  public List<Section> sections() {
    return Stream.of(Section.values()).filter(section -> may(section.needs())).toList();
  }

  /** Whether to show what support may do; whatever is shown, the door decides. */
  public boolean isSupport() {
    return may(Role.SUPPORT);
  }

  /** Whether to show what administrators alone may do. */
  public boolean isAdmin() {
    return may(Role.ADMIN);
  }

  private boolean may(Role needed) {
    return who != null && who.role().includes(needed);
  }
}
