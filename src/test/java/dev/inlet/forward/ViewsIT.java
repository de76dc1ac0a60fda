package dev.inlet.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.inlet.DatabaseKind;
import dev.inlet.Everything;
import dev.inlet.Given;
import dev.inlet.Given.Per;
import dev.inlet.OnEveryDatabase;
import dev.inlet.RunningInlet;
import dev.inlet.account.Sender;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** The views for tools that read databases show what the admin API shows. */
@OnEveryDatabase
@NullUnmarked
class ViewsIT {
  @Parameter DatabaseKind kind;

  @Given(per = Per.CLASS)
  private RunningInlet inlet;

  private String account;
  private String key;

  @BeforeEach
  void newAccount() {
    account = inlet.newAccount();
    key = inlet.newKey(account, Sender.DESTINATION);
  }

  private void deliver(String json) {
    assertEquals(200, inlet.deliver(key, json).status(), json);
  }

  private List<String> row(String view, String columns) throws SQLException {
    inlet.admin("GET", "/api/accounts/" + account + "/events"); // Who reads sees all.
    return new Everything(inlet.place())
        .row("SELECT %s FROM %s WHERE account_id = '%s'".formatted(columns, view, account));
  }

  private static List<String> values(String... values) {
    return Arrays.asList(values);
  }

  @Test
  void aContactHasItsReservedTraitsAsColumnsAndAllAsJson() throws SQLException {
    deliver(
        "{\"type\":\"identify\",\"anonymousId\":\"b\",\"timestamp\":\"2026-01-01T00:00:00Z\","
            + "\"traits\":{\"Phone\":\"+49\",\"plan\":\"free\",\"age\":7,\"gone\":1}}");
    deliver(
        "{\"type\":\"identify\",\"userId\":\"ann\",\"anonymousId\":\"b\","
            + "\"timestamp\":\"2026-01-02T00:00:00Z\","
            + "\"traits\":{\"email\":\"Ann@example.com\",\"firstName\":\"Ann\",\"lastName\":\"Ox\","
            + "\"address\":{\"city\":\"Ulm\"},\"country\":\"DE\",\"plan\":\"pro\",\"n\":1.10,"
            + "\"gone\":null,\"huge\":1E999999}}");

    assertEquals(
        values("ann", "ann", "Ann@example.com", "Ann Ox", "Ann", "+49", "7", "Ulm", "DE", null),
        row(
            "inlet_contact",
            "contact_id, user_id, email, name, first_name, phone, age, city, country, website"));
    String traits = row("inlet_contact", "CAST(traits AS VARCHAR)").getFirst().replace(" ", "");
    for (String member : List.of("\"plan\":\"pro\"", "\"n\":1.10", "\"age\":7")) {
      assertEquals(true, traits.contains(member), traits);
    }
    assertEquals(false, traits.contains("gone"), traits);
  }

  @Test
  void anAnonymousContactHasNoUserId() throws SQLException {
    deliver("{\"type\":\"identify\",\"anonymousId\":\"b\"}");

    assertEquals(values("b", null), row("inlet_contact", "contact_id, user_id"));
  }

  @Test
  void aCompanyAndItsMembersAreThere() throws SQLException {
    deliver(
        "{\"type\":\"group\",\"userId\":\"ann\",\"groupId\":\"g1\","
            + "\"traits\":{\"name\":\"Acme\",\"employees\":12,\"city\":\"Ulm\"}}");

    assertEquals(
        values("g1", "Acme", "12", "Ulm", null),
        row("inlet_company", "group_id, name, employees, city, plan"));
    assertEquals(
        values("g1", "Acme", "ann", "ann", null),
        row("inlet_membership", "group_id, company, contact_id, user_id, anonymous_id"));
  }

  @Test
  void anEventHasItsContact() throws SQLException {
    deliver(
        "{\"type\":\"track\",\"anonymousId\":\"b\",\"event\":\"Bought\",\"messageId\":\"m1\","
            + "\"properties\":{\"revenue\":9.95,\"currency\":\"EUR\"}}");
    deliver("{\"type\":\"identify\",\"userId\":\"ann\",\"anonymousId\":\"b\"}");

    assertEquals(
        values("m1", "Bought", "ann", null, "b", "9.95", "EUR", null),
        row(
            "inlet_event",
            "message_id, event, contact_id, user_id, anonymous_id, revenue, currency,"
                + " event_value"));
  }
}
