package dev.inlet.storage.jdbc;

import io.micronaut.context.ApplicationContext;

/** The connections that administrators' requests are answered by. */
public final class AdminConnections {
  private AdminConnections() {}

  /** Takes them away from a server. */
  public static void close(ApplicationContext inlet) {
    inlet.getBean(ContactsDatabase.class).administration().close();
  }
}
