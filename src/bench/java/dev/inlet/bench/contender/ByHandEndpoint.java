package dev.inlet.bench.contender;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.runtime.Micronaut;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * What a vendor would write with Micronaut in an afternoon: one transaction a call on PostgreSQL,
 * in which the message is remembered and its effect written, and 200 once that is committed.
 *
 * <p>It does less than Inlet: the last call wins, whatever time it tells, and anonymous ids are not
 * followed. Its tables are {@code src/bench/by-hand.sql}.
 */
@Controller
@Requires(env = "by-hand")
public final class ByHandEndpoint {
  private static final byte[] ANSWER = "{}".getBytes(StandardCharsets.UTF_8);
  private static final String CREDENTIALS = "Basic c2VnbWVudDo=";

  private static final String MESSAGE =
      "INSERT INTO message (id) VALUES (?) ON CONFLICT DO NOTHING";
  private static final String CONTACT =
      "INSERT INTO contact AS old (id, traits) VALUES (?, ?::jsonb)"
          + " ON CONFLICT (id) DO UPDATE SET traits = old.traits || EXCLUDED.traits";
  private static final String COMPANY =
      "INSERT INTO company AS old (id, traits) VALUES (?, ?::jsonb)"
          + " ON CONFLICT (id) DO UPDATE SET traits = old.traits || EXCLUDED.traits";
  private static final String MEMBERSHIP =
      "INSERT INTO membership (contact, company) VALUES (?, ?) ON CONFLICT DO NOTHING";
  private static final String EVENT =
      "INSERT INTO event (contact, name, properties, happened)"
          + " VALUES (?, ?, ?::jsonb, ?::timestamptz)";

  private final ObjectMapper json = new ObjectMapper();
  private final HikariDataSource database = new HikariDataSource();

  ByHandEndpoint(
      @Property(name = "datasources.default.url") String url,
      @Property(name = "datasources.default.username") String user,
      @Property(name = "datasources.default.password") String password) {
    database.setJdbcUrl(url);
    database.setUsername(user);
    database.setPassword(password);
    database.setAutoCommit(false);
  }

  /** Starts the server, in the environment {@code by-hand}. */
  public static void main(String[] args) {
    Micronaut.build(args)
        .mainClass(ByHandEndpoint.class)
        .banner(false)
        .beanConfigurations(new WithoutInlet())
        .start();
  }

  @Post("/destination")
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<byte[]> receive(@Header String authorization, @Body byte[] body)
      throws IOException, SQLException {
    if (!authorization.equals(CREDENTIALS)) {
      return HttpResponse.unauthorized();
    }
    JsonNode call = json.readTree(body);
    try (Connection connection = database.getConnection()) {
      try {
        if (execute(connection, MESSAGE, call.path("messageId").asText()) == 1) {
          write(connection, call);
        }
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      }
    }
    return HttpResponse.ok(ANSWER);
  }

  private static void write(Connection connection, JsonNode call) throws SQLException {
    String user = call.path("userId").asText();
    switch (call.path("type").asText()) {
      case "identify" -> execute(connection, CONTACT, user, call.path("traits").toString());
      case "group" -> {
        String group = call.path("groupId").asText();
        execute(connection, COMPANY, group, call.path("traits").toString());
        execute(connection, MEMBERSHIP, user, group);
      }
      default -> {
        String name = call.path(call.has("event") ? "event" : "name").asText();
        String properties = call.path("properties").toString();
        execute(connection, EVENT, user, name, properties, call.path("timestamp").asText());
      }
    }
  }

  private static int execute(Connection connection, String sql, String... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      return statement.executeUpdate();
    }
  }

  @Get("/ready")
  byte[] ready() {
    return ANSWER;
  }
}
