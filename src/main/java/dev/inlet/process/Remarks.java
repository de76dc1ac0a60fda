package dev.inlet.process;

import dev.inlet.call.Warning;
import dev.inlet.codec.RawMessage;
import dev.inlet.contact.ContactStore;
import dev.inlet.contact.Person;
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

  /** How many calls of a batch are looked at more closely: all of it may be repeats, or aliases. */
  private static final int LOOKED_AT = 32;

  /** Larger bodies are not compared, which would hold up the others: Segment sends none. */
  private static final int MOST_BYTES = 32_768;

  /**
   * A call whose message was processed before.
   *
   * @param firstSeq where it stood in the journal at first; 0 when that is not known any more
   */
  record Repeat(Journaled call, long firstSeq) {}

  /**
   * What has come out of a batch.
   *
   * @param aliases all that were taken in
   * @param lost those of them whose previous id is linked to another user
   * @param erased the calls that were left out, since they name somebody who was erased
   */
  record Found(
      List<Repeat> repeats, List<Journaled> aliases, List<Journaled> lost, List<Journaled> erased) {
    static final Found NOTHING = new Found(List.of(), List.of(), List.of(), List.of());

    private boolean isNothing() {
      return repeats.isEmpty() && aliases.isEmpty();
    }
  }

  private final Archive archive;
  private final ContactStore contacts;
  private final WarningMeter meter;

  Remarks(Archive archive, ContactStore contacts, WarningMeter meter) {
    this.archive = archive;
    this.contacts = contacts;
    this.meter = meter;
  }

  /** Notes what has come out of a batch whose transaction is committed. */
  void note(Found found) {
    if (found.isNothing()) {
      return;
    }
    var remarks = new ArrayList<Remark>();
    try {
      noteAliases(found, remarks);
      int looks = LOOKED_AT;
      for (Repeat repeat : found.repeats()) {
        boolean differs = looks-- > 0 && differs(repeat);
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

  private void noteAliases(Found found, List<Remark> remarks) {
    int looks = LOOKED_AT;
    for (Journaled alias : found.aliases()) {
      if (found.lost().contains(alias) || looks-- > 0 && isOfUser(alias)) {
        remarks.add(remark(alias, Warning.ALIAS_WITHOUT_EFFECT));
      }
    }
  }

  /** Whether the previous id is a user's own: two users are never joined. */
  private boolean isOfUser(Journaled alias) {
    RawMessage message = RawMessage.read(alias.entry().body());
    if (message == null || message.previousId() == null) {
      return false;
    }
    Person previous = Person.user(message.previousId());
    return !message.previousId().equals(message.userId())
        && contacts.knows(alias.entry().accountId(), previous);
  }

  private boolean differs(Repeat repeat) {
    return isSmall(repeat.call())
        && archive
            .find(repeat.call().entry().accountId(), repeat.firstSeq())
            .filter(first -> isSmall(first) && !sayTheSame(first, repeat.call()))
            .isPresent();
  }

  private static boolean isSmall(Journaled call) {
    return call.entry().body().length <= MOST_BYTES;
  }

  private static boolean sayTheSame(Journaled one, Journaled other) {
    return one.entry().type() == other.entry().type()
        && RawMessage.sayTheSame(one.entry().body(), other.entry().body());
  }

  private static Remark remark(Journaled call, Warning warning) {
    return new Remark(call.entry().accountId(), call.seq(), warning);
  }
}
