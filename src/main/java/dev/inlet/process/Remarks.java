package dev.inlet.process;

import dev.inlet.call.Warning;
import dev.inlet.codec.RawMessage;
import dev.inlet.delivery.WarningMeter;
import dev.inlet.fault.Fault;
import dev.inlet.fault.OutOfMemory;
import dev.inlet.journal.Archive;
import dev.inlet.journal.Archive.Remark;
import dev.inlet.journal.Journaled;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes beside the journal that calls had no effect, which only processing tells. Nothing depends
 * on these notes: a failure or a crash leaves some out, and holds up nothing.
 */
@Singleton
final class Remarks {
  private static final Logger LOG = LoggerFactory.getLogger(Remarks.class);

  /** How many repeats of a batch are compared with what they repeat: all of it may be repeats. */
  private static final int COMPARED = 32;

  /**
   * A call whose message was processed before.
   *
   * @param firstSeq where it stood in the journal at first; 0 when that is not known any more
   */
  record Repeat(Journaled call, long firstSeq) {}

  private final Archive archive;
  private final WarningMeter meter;

  Remarks(Archive archive, WarningMeter meter) {
    this.archive = archive;
    this.meter = meter;
  }

  /**
   * Notes what has come out of a batch whose transaction is committed.
   *
   * @param withoutEffect aliases of what belongs to another user
   */
  void note(List<Repeat> repeats, List<Journaled> withoutEffect) {
    if (repeats.isEmpty() && withoutEffect.isEmpty()) {
      return;
    }
    var remarks = new ArrayList<Remark>(repeats.size() + withoutEffect.size());
    withoutEffect.forEach(call -> remarks.add(remark(call, Warning.ALIAS_WITHOUT_EFFECT)));
    try {
      for (Repeat repeat : repeats) {
        boolean differs = remarks.size() < COMPARED && differs(repeat);
        remarks.add(remark(repeat.call(), differs ? Warning.BODY_DIFFERS : Warning.REPEATED));
      }
      archive.remark(remarks);
    } catch (RuntimeException e) {
      OutOfMemory.endIfIn(e);
      var fault = new Fault(e);
      LOG.debug("What came out of {} calls is not noted: {}", remarks.size(), fault);
      return;
    }
    remarks.forEach(remark -> meter.count(remark.warning()));
  }

  private boolean differs(Repeat repeat) {
    return archive
        .find(repeat.call().entry().accountId(), repeat.firstSeq())
        .filter(first -> !sayTheSame(first, repeat.call()))
        .isPresent();
  }

  private static boolean sayTheSame(Journaled one, Journaled other) {
    return one.entry().type() == other.entry().type()
        && RawMessage.sayTheSame(one.entry().body(), other.entry().body());
  }

  private static Remark remark(Journaled call, Warning warning) {
    return new Remark(call.entry().accountId(), call.seq(), warning);
  }
}
