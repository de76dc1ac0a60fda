package dev.inlet.storage.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.inlet.EmbeddedPostgresql;
import io.micronaut.context.ApplicationContext;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectionsIT {

  @Test
  void everyConnectionToPostgresqlIsGivenUpInTimeWhenItHangs() {
    Map<String, Object> place = EmbeddedPostgresql.newDatabase();
    try (ApplicationContext context =
        ApplicationContext.builder(place).deduceEnvironment(false).banner(false).start()) {
      Database database = context.getBean(Database.class);
      List<String> names =
          database.write(
              connection ->
                  List.of(one(connection), String.valueOf(connection.getNetworkTimeout())));
      assertEquals(List.of("inlet", "3000"), names);
    }
  }

  private static String one(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW application_name")) {
      row.next();
      return row.getString(1);
    }
  }
}
