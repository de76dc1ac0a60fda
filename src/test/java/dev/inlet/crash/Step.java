package dev.inlet.crash;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** The steps of a call from the journal to its effects, as the database and the sender see them. */
public enum Step {
  APPEND("INSERT INTO journal ("),
  COMMIT(null),
  FORCE(null),
  LOCK_MARK("SELECT mark FROM progress WHERE id = 1 FOR UPDATE"),
  EFFECTS("INSERT INTO event ("),
  REMEMBER("INSERT INTO seen_message ("),
  MOVE_MARK("UPDATE progress SET mark"),
  COMMIT_EFFECTS(null),
  FORCE_EFFECTS(null),
  ANSWER(null);

  private static final String FORCING = "CHECKPOINT SYNC";

  private final String beginning;

  Step(String beginning) {
    this.beginning = beginning;
  }

  /** Whether only H2 takes this step of its own; PostgreSQL forces as it commits. */
  public boolean isOfH2Alone() {
    return this == FORCE || this == FORCE_EFFECTS;
  }

  /** Whether it is taken about once a second, and not with every batch. */
  public boolean isRare() {
    return this == FORCE_EFFECTS;
  }

  static Optional<Step> ofStatement(String sql, boolean ofJournal) {
    if (sql.startsWith(FORCING)) {
      return Optional.of(ofJournal ? FORCE : FORCE_EFFECTS);
    }
    return Arrays.stream(values())
        .filter(step -> step.beginning != null && sql.startsWith(step.beginning))
        .findFirst();
  }

  /** The step that a commit is, by what its transaction has done. */
  static Optional<Step> ofCommit(Set<Step> transaction) {
    if (transaction.contains(APPEND)) {
      return Optional.of(COMMIT);
    }
    return transaction.contains(MOVE_MARK) ? Optional.of(COMMIT_EFFECTS) : Optional.empty();
  }
}
