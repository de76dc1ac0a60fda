package dev.inlet.storage.jdbc;

import dev.inlet.DatabaseKind;
import dev.inlet.Given;
import dev.inlet.Stores;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;

/**
 * What a test of work has that is done on a connection of its own: an account, and a watch. It runs
 * {@code OnEveryDatabase}.
 */
@NullUnmarked
public abstract class WatchedWork {
  protected static final LoadBudget PLENTY = new LoadBudget(Long.MAX_VALUE);

  @Parameter protected DatabaseKind kind;

  @Given(per = Given.Per.CLASS)
  protected Stores stores;

  protected String account;
  protected WatchedConnection watched;
  protected Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    account = stores.newAccount();
    watched = WatchedConnection.to(kind, stores.place());
    connection = watched.connection();
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }
}
