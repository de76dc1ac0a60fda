package dev.inlet.receive;

/** Whether a call passed every check: an {@link Admitted} call, or the outcome that refuses it. */
sealed interface Admission permits Admission.Admitted, Outcome.Refused {

  /** The call may be made durable. */
  record Admitted(Received received) implements Admission {}
}
