package dev.inlet.hostile;

import static dev.inlet.hostile.Head.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.zaxxer.hikari.HikariDataSource;
import dev.inlet.RawConnection;
import dev.inlet.RunningInlet;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.jdbc.DataSourceResolver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/**
 * At the level that an operator runs with, the log holds nothing of what was sent, be it refused,
 * broken, or lost to a fault of ours. Micronaut logs what exceptions say, and those may quote.
 */
@Isolated
class LogsIT {
  private static final String CANARY = "canary-7f3a";

  @TempDir Path folder;
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Level before = root.getLevel();

  @BeforeEach
  void listen() {
    root.setLevel(Level.INFO);
    log.start();
    root.addAppender(log);
  }

  @AfterEach
  void stopListening() {
    root.detachAppender(log);
    root.setLevel(before);
  }

  private List<String> linesWithTheCanary() {
    return List.copyOf(log.list).stream()
        .map(
            event ->
                event.getFormattedMessage()
                    + ThrowableProxyUtil.asString(event.getThrowableProxy()))
        .filter(line -> line.contains(CANARY))
        .toList();
  }

  @Test
  void refusedAndBrokenRequestsLeaveNothingInIt() throws IOException {
    try (RunningInlet inlet = RunningInlet.in(folder).start()) {
      Head good = Head.good(RunningInlet.basic(inlet.newKey("acme")));
      for (byte[] request : requests(good)) {
        try (RawConnection connection = RawConnection.to(inlet.publicPort())) {
          connection.bytes(request).end();
          connection.isClosed();
        }
      }
      assertEquals(404, inlet.admin("GET", "/api/accounts/" + CANARY + "/contacts").status());
    }

    assertEquals(List.of(), linesWithTheCanary());
  }

  private static List<byte[]> requests(Head good) {
    byte[] call =
        utf8(
            "{\"type\":\"identify\",\"userId\":\""
                + CANARY
                + "\",\"traits\":{\"email\":\""
                + CANARY
                + "\"}}");
    return Stream.of(
            good,
            good.line("POST /" + CANARY + " HTTP/1.1"),
            good.line("POST /destination?" + CANARY + "=%zz HTTP/1.1"),
            good.line(CANARY + " /destination HTTP/1.1"),
            good.line("POST /destination " + CANARY),
            good.with("Transfer-Encoding: " + CANARY),
            good.with("X-" + CANARY + "\u0000: 1"),
            good.with("Content-Encoding: " + CANARY),
            good.with("Content-Encoding: gzip"),
            good.with("X-Segment-Settings: " + CANARY),
            good.with("Cookie: " + CANARY + "; ;=" + CANARY),
            good.with("Expect: " + CANARY),
            good.without("Content-Type").with("Content-Type: " + CANARY),
            good.without("Authorization").with("Authorization: " + CANARY))
        .flatMap(head -> Stream.of(head.bytes(call), head.bytes(utf8("{" + CANARY))))
        .toList();
  }

  @Test
  void faultsOfOursLeaveNothingOfTheCallInIt() {
    try (RunningInlet inlet = RunningInlet.in(folder).start()) {
      String key = inlet.newKey("acme");
      takeDatabaseAway(inlet);

      assertEquals(
          503,
          inlet.deliver(key, "{\"type\":\"identify\",\"userId\":\"" + CANARY + "\"}").status());
      assertEquals(503, inlet.deliver(CANARY, "{}").status());
      assertEquals(503, inlet.admin("GET", "/api/accounts/acme/contacts/" + CANARY).status());
      assertEquals(
          503,
          inlet
              .admin(
                  "POST",
                  "/api/accounts",
                  "{\"id\":\"" + CANARY + "\",\"name\":\"" + CANARY + "\"}")
              .status());
    }

    assertFalse(log.list.isEmpty());
    assertEquals(List.of(), linesWithTheCanary());
  }

  private static void takeDatabaseAway(RunningInlet inlet) {
    DataSource wrapped = inlet.context().getBean(DataSource.class, Qualifiers.byName("default"));
    DataSource pool = inlet.context().getBean(DataSourceResolver.class).resolve(wrapped);
    ((HikariDataSource) pool).close();
  }
}
