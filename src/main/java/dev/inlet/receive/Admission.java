package dev.inlet.receive;

import java.util.List;

/** Whether calls passed every check: they are {@link Admitted}, or an outcome refuses them. */
sealed interface Admission permits Admission.Admitted, Outcome.Refused {

  /** The calls may be made durable, all of them or none. */
  record Admitted(List<Received> received) implements Admission {}
}
