package dev.inlet.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class FaultTest {
  private static final String SENT = "ann@example.com";

  @Test
  void tellsTheKindsOfAFailureAndItsCauses() {
    var failure =
        new IllegalStateException(SENT, new SQLException(SENT, "23505", new ArithmeticException()));

    assertEquals(
        "IllegalStateException < SQLException 23505 < ArithmeticException",
        new Fault(failure).toString());
  }

  @Test
  void tellsWhereItHappened() {
    String trace = new Fault(new IllegalStateException(new NullPointerException())).trace();

    assertTrue(trace.startsWith("IllegalStateException"), trace);
    assertTrue(trace.contains("\tat " + FaultTest.class.getName()), trace);
    assertTrue(trace.contains("caused by NullPointerException"), trace);
  }

  @Test
  void neverTellsWhatAnExceptionSays() {
    var fault = new Fault(new IllegalStateException(SENT, new NumberFormatException(SENT)));

    assertFalse((fault + fault.trace()).contains(SENT));
  }

  @Test
  void endsWhereCausesGoRoundInARing() {
    var first = new IllegalStateException();
    var second = new IllegalArgumentException(first);
    first.initCause(second);

    assertEquals(10, new Fault(first).toString().split(" < ").length);
  }
}
