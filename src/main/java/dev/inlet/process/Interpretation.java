package dev.inlet.process;

import dev.inlet.handler.Change;
import java.util.List;

/** What a call asks for: {@link Understood}, or why nobody can tell. */
sealed interface Interpretation permits Interpretation.Understood, Failure {

  /** What its handler made of it. */
  record Understood(List<Change> changes) implements Interpretation {}
}
