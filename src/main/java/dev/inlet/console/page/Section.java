package dev.inlet.console.page;

import dev.inlet.access.Role;

/** The parts of the console, in the order of its navigation. */
public enum Section {
  OVERVIEW("Overview", "/console/overview"),
  DELIVERIES("Deliveries", "/console/deliveries"),
  CONTACTS("Contacts", "/console/contacts"),
  COMPANIES("Companies", "/console/companies"),
  EVENTS("Events", "/console/events"),
  PAGES("Pages", "/console/pages"),
  ACCOUNTS("Accounts and keys", "/console/accounts"),
  SUBSCRIPTIONS("Subscriptions", "/console/subscriptions"),
  TESTER("Event tester", "/console/tester"),
  AUDIT("Audit log", "/console/audit"),
  USERS("Users and tokens", "/console/users");

  private final String label;
  private final String path;

  Section(String label, String path) {
    this.label = label;
    this.path = path;
  }

  /** What it is called in the navigation. */
  public String label() {
    return label;
  }

  /** Who may see it at least. */
  Role needs() {
    return this == USERS ? Role.ADMIN : Role.LOOK;
  }

  /** Where it begins. */
  public String path() {
    return path;
  }
}
