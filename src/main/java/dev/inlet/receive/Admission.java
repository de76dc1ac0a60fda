package dev.inlet.receive;

import dev.inlet.delivery.Message;
import dev.inlet.delivery.Outcome.Rejected;
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
  record NotAdmitted(Rejected refused) implements Admission {}

  /**
   * A call that is not taken.
   *
   * @param refused why not, without saying where it stood in its batch
   */
  record Unfit(Message message, Rejected refused) {

    /** Why not, with the call's place among the others. */
    Rejected inPlace() {
      String place = Message.place(message.index());
      return place.isEmpty() ? refused : new Rejected(refused.cause(), place + refused.message());
    }
  }
}
