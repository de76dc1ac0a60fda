package dev.inlet.console.audit;

import dev.inlet.audit.Action;
import dev.inlet.audit.AuditEntry;
import dev.inlet.console.page.Addresses;
import dev.inlet.console.page.Page;
import dev.inlet.console.page.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lists who changed or erased what, newest first.
 *
 * @param next where the list goes on; null at its end
 */
public record AuditPage(AuditSearch search, List<AuditEntry> entries, @Nullable String next)
    implements Page {

  @Override
  public String template() {
    return "audit";
  }

  @Override
  public String title() {
    return "Audit log";
  }

  @Override
  public Section section() {
    return Section.AUDIT;
  }

  @Override
  public @Nullable String account() {
    return search.account().isEmpty() ? null : search.account();
  }

  /** What can be looked for, and how it reads. */
  public Map<String, String> actions() {
    var actions = new LinkedHashMap<String, String>();
    actions.put("", "Anything");
    for (Action action : Action.values()) {
      actions.put(action.wireName(), action.done());
    }
    return actions;
  }

  /** Whether nothing narrows the list. */
  public boolean isAny() {
    return search.isAny();
  }

  /** Where all that is found can be had as a file. */
  public String file() {
    return search.file().toString();
  }

  /** The list with nothing that narrows it. */
  public String all() {
    return Section.AUDIT.path();
  }

  /** All that somebody did. */
  public String by(AuditEntry entry) {
    return new AuditSearch("", entry.actor().name(), "").link().toString();
  }

  /** Where what was changed is to be seen. */
  public String accountOf(String account) {
    return Addresses.account(account);
  }
}
