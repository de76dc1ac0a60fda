package dev.inlet.receive;

import dev.inlet.delivery.Message;
import dev.inlet.delivery.Outcome.Refused;
import dev.inlet.journal.AcceptedCall;
import java.util.List;

/** Which calls of a delivery passed every check. */
sealed interface Admission {

  /**
   * These calls may be made durable, all of them or none.
   *
   * @param unfit the other calls of their batch, which are not taken
   */
  record Admitted(List<AcceptedCall> calls, List<Unfit> unfit) implements Admission {}

  /** None of the calls is taken. */
  record Rejected(Refused refused) implements Admission {}

  /** A call of a batch that is not taken, and why. */
  record Unfit(Message message, Refused refused) {}
}
