package dev.inlet.console.audit;

import dev.inlet.audit.AuditFilter;
import dev.inlet.console.page.Link;
import dev.inlet.console.page.Section;
import dev.inlet.operate.AuditTrail;

/** What somebody looks for in the audit log, as they typed it; empty is any. */
public record AuditSearch(String account, String actor, String action) {

  AuditFilter filter() {
    return AuditTrail.filter(null, account, actor, action);
  }

  /** The list of it. */
  Link link() {
    return with(Section.AUDIT.path());
  }

  /** The file of it. */
  Link file() {
    return with(Section.AUDIT.path() + "/export");
  }

  private Link with(String path) {
    return Link.to(path).with("account", account).with("actor", actor).with("action", action);
  }

  boolean isAny() {
    return account.isEmpty() && actor.isEmpty() && action.isEmpty();
  }
}
