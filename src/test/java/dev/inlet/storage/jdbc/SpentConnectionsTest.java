package dev.inlet.storage.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.zaxxer.hikari.SQLExceptionOverride.Override;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpentConnectionsTest {

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"25006,MUST_EVICT", "90098,MUST_EVICT", "23505,CONTINUE_EVICT", ",CONTINUE_EVICT"})
  void onlyAConnectionThatStaysUselessIsGivenUp(String sqlState, Override verdict) {
    var failure = new SQLException("a failure", sqlState);
    assertEquals(verdict, new SpentConnections().adjudicate(failure));
  }
}
