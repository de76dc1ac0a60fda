package dev.inlet.receive;

import dev.inlet.delivery.Outcome;
import dev.inlet.journal.AcceptedCall;
import java.util.List;

/** Whether the calls of a delivery passed every check. */
sealed interface Admission {

  /** The calls may be made durable, all of them or none. */
  record Admitted(List<AcceptedCall> received) implements Admission {}

  /** None of the calls is taken. */
  record Rejected(Outcome.Refused refused) implements Admission {}
}
