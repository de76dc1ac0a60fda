package dev.inlet.receive;

import java.util.List;

/** Whether the calls of a delivery passed every check. */
sealed interface Admission {

  /** The calls may be made durable, all of them or none. */
  record Admitted(List<Received> received) implements Admission {}

  /** None of the calls is taken. */
  record Rejected(Outcome.Refused refused) implements Admission {}
}
