package dev.inlet.receive;

import java.time.Duration;
import java.util.Map;

/**
 * Where the maintenance switch is kept, for every instance and over restarts. May block.
 *
 * <p>A rehearsal closes Inlet beside the switch, and does not touch it: whoever turns the switch
 * meanwhile has the last word.
 */
public interface MaintenanceStore {
  /** How long a rehearsal lasts that nobody ends, such as after a crash. */
  Duration LONGEST_REHEARSAL = Duration.ofSeconds(30);

  /** How it stands for senders: closed by the switch, or by a rehearsal. */
  Maintenance read();

  /** Turns the switch, and ends a rehearsal that goes on. */
  void write(Maintenance maintenance);

  /** How it stands for single accounts, by their ids: those alone whose calls are refused. */
  Map<String, Maintenance> accounts();

  /** Turns the switch of one account. */
  void write(String accountId, Maintenance maintenance);

  /**
   * Begins a rehearsal, for {@link #LONGEST_REHEARSAL} at most.
   *
   * @param id what to end it by; nobody else's
   * @return false when another goes on, and nothing was changed
   */
  boolean beginRehearsal(String id);

  /** Ends a rehearsal, unless it has ended. */
  void endRehearsal(String id);
}
