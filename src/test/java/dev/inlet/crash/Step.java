package dev.inlet.crash;

import dev.inlet.DatabaseKind;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * The steps of a call from the journal to its effects, as the disk, the database and the sender see
 * them, those of a subscriber's round, and those of an erasure.
 */
public enum Step {
  /** A frame is written to the journal's file. */
  WRITE(null),
  /** Calls are written and committed to the journal's table. */
  APPEND("WITH head AS ("),
  /** The journal's file is forced. */
  FORCE(null),
  LOCK_MARK("SELECT mark FROM progress ORDER BY mark DESC LIMIT 1 FOR UPDATE"),
  EFFECTS("INSERT INTO event ("),
  REMEMBER("INSERT INTO seen_message ("),
  /** What is to be forwarded, in the transaction of the effects. */
  FEED("INSERT INTO change_feed ("),
  MOVE_MARK("UPDATE progress SET mark"),
  COMMIT_EFFECTS(null),
  FORCE_EFFECTS(null),
  ANSWER(null),
  /** How far a subscriber was served. */
  MOVE_SUBSCRIBER("UPDATE subscription SET piece = ?, place = ?, failing_since"),
  /** What is to be tried again. */
  PUT_OFF("INSERT INTO subscription_waiting ("),
  /** What was tried again, and taken. */
  STRIKE_OFF("DELETE FROM subscription_waiting WHERE id"),
  NOTE_ATTEMPT("INSERT INTO subscription_attempt ("),
  COMMIT_ROUND(null),
  ERASE("INSERT INTO erasure ("),
  BURY("INSERT INTO tombstone ("),
  COMMIT_ERASURE(null),
  NOTE_UNCLEAN("INSERT INTO unclean_call ("),
  MOVE_SEARCH("UPDATE erasure_work SET place"),
  CLEAN("DELETE FROM journal WHERE seq = ?"),
  /** Something of the file that is written anew. */
  WRITE_ANEW(null),
  FORCE_ANEW(null),
  /** The file that was written anew takes its place. */
  REPLACE(null),
  FORCE_FOLDER(null),
  FORGET_UNCLEAN("DELETE FROM unclean_call"),
  COMPLETE_ERASURE("UPDATE erasure SET completed_at");

  private static final String FORCING = "CHECKPOINT SYNC";

  private final String beginning;

  Step(String beginning) {
    this.beginning = beginning;
  }

  /** Whether it is taken for each call. */
  public boolean isOfCalls() {
    return compareTo(ANSWER) <= 0;
  }

  /** Whether it is taken when changes are sent to subscribers. */
  public boolean isOfForwarding() {
    return !isOfCalls() && !isOfErasures();
  }

  /** Whether no call takes it, but an erasure. */
  public boolean isOfErasures() {
    return compareTo(ERASE) >= 0;
  }

  /** Whether it is taken where that is the database: H2 has the journal in files. */
  public boolean isTakenOn(DatabaseKind kind) {
    return switch (this) {
      case WRITE, FORCE, FORCE_EFFECTS, WRITE_ANEW, FORCE_ANEW, REPLACE, FORCE_FOLDER ->
          kind == DatabaseKind.H2;
      case APPEND, CLEAN -> kind == DatabaseKind.POSTGRESQL;
      default -> true;
    };
  }

  /** Whether it is of the transaction that writes effects: on H2 it is taken twice a second. */
  public boolean isOfEffects() {
    return compareTo(LOCK_MARK) >= 0 && compareTo(COMMIT_EFFECTS) <= 0;
  }

  /** Whether it is taken every two seconds, and not with every batch. */
  public boolean isRare() {
    return this == FORCE_EFFECTS;
  }

  static Optional<Step> ofStatement(String sql) {
    if (sql.startsWith(FORCING)) {
      return Optional.of(FORCE_EFFECTS);
    }
    return Arrays.stream(values())
        .filter(step -> step.beginning != null && sql.startsWith(step.beginning))
        .findFirst();
  }

  /** The step that a commit is, by what its transaction has done. */
  static Optional<Step> ofCommit(Set<Step> transaction) {
    if (transaction.contains(ERASE)) {
      return Optional.of(COMMIT_ERASURE);
    }
    if (transaction.contains(MOVE_SUBSCRIBER)) {
      return Optional.of(COMMIT_ROUND);
    }
    return transaction.contains(MOVE_MARK) ? Optional.of(COMMIT_EFFECTS) : Optional.empty();
  }
}
