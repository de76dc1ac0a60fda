package dev.inlet.simulation;

import dev.inlet.journal.Progress;
import dev.inlet.process.SeenMessages;
import dev.inlet.simulation.machine.SimulatedDatabase;
import dev.inlet.simulation.machine.SimulatedDisk;
import dev.inlet.simulation.machine.SimulatedMessages;
import dev.inlet.simulation.machine.SimulatedProgress;
import dev.inlet.simulation.machine.SimulatedTime;
import dev.inlet.simulation.machine.Surroundings;
import dev.inlet.storage.file.disk.Disk;

/** What Inlet stands on. Whoever plants a fault puts something else there. */
class Parts {

  /** The disk that the journal is on. */
  Disk disk(SimulatedDisk disk) {
    return disk;
  }

  /** How far the journal is processed. */
  Progress progress(SimulatedDatabase database, Surroundings surroundings, SimulatedTime time) {
    return new SimulatedProgress(database, surroundings, time);
  }

  /**
   * Which messages were processed.
   *
   * @param mark up to where, as a start finds it
   */
  SeenMessages seenMessages(SimulatedMessages messages, long mark) {
    return messages;
  }
}
