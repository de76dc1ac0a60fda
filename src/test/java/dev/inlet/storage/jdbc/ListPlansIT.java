package dev.inlet.storage.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.DatabaseKind;
import dev.inlet.Stores;
import dev.inlet.listing.Window;
import dev.inlet.receive.DeliveryLog.Filter;
import dev.inlet.receive.DeliveryLog.Position;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page of a list must not cost more because the list is long. */
class ListPlansIT {
  private static final Window WINDOW = Window.newest(50);

  @Test
  void h2ReadsEveryListInTheOrderOfAnIndex(@TempDir Path folder) throws SQLException {
    Map<String, Object> place = DatabaseKind.H2.fresh(folder);
    try (Stores stores = Stores.open(place);
        Connection connection = connect(place)) {
      execute(connection, "SET QUERY_STATISTICS TRUE");
      readEveryList(stores, stores.newAccount());
      List<String> lists = listsRead(connection);
      assertEquals(9, lists.size(), lists::toString);
      for (String list : lists) {
        String plan = plan(connection, list);
        assertTrue(plan.contains("/* index sorted */"), plan);
      }
    }
  }

  private static void readEveryList(Stores stores, String account) {
    stores.accounts().accounts(WINDOW);
    stores.accounts().keys(account, WINDOW);
    stores.contacts().list(account, null, null, WINDOW);
    stores.companies().list(account, null, null, WINDOW);
    stores.activities().events(account, null, null, WINDOW);
    stores.activities().pageViews(account, null, null, WINDOW);
    stores.setAsideCalls().list(account, WINDOW);
    stores.erasures().list(account, WINDOW);
    stores.deliveries().list(account, new Filter(null, null, null), Position.NEWEST, 50);
  }

  private static List<String> listsRead(Connection connection) throws SQLException {
    var lists = new ArrayList<String>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT sql_statement FROM information_schema.query_statistics"
                    + " WHERE sql_statement LIKE '%DESC LIMIT ?'")) {
      while (row.next()) {
        lists.add(row.getString(1));
      }
    }
    return lists;
  }

  private static String plan(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("EXPLAIN " + sql)) {
      int parameters = statement.getParameterMetaData().getParameterCount();
      for (int i = 1; i <= parameters; i++) {
        statement.setInt(i, 1);
      }
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Connection connect(Map<String, Object> place) throws SQLException {
    String file = CheckedFiles.path(place.get("inlet.data-dir") + "/inlet");
    return DriverManager.getConnection("jdbc:h2:file:" + file, "sa", "");
  }
}
