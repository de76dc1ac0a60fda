package dev.inlet.storage.file;

import dev.inlet.call.Warning;
import dev.inlet.journal.Archive;
import dev.inlet.journal.JournalEntry;
import dev.inlet.journal.Journaled;
import dev.inlet.storage.jdbc.Database;
import dev.inlet.storage.jdbc.OnH2;
import dev.inlet.storage.jdbc.journal.WarningRows;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The journal's files behind the mark; and a table beside the contacts for what processing tells of
 * calls, since what is in the files stays as it was written.
 */
@Singleton
@Requires(condition = OnH2.class)
final class FileArchive implements Archive {
  /** What is told of calls once they are journaled. */
  static final WarningRows REMARKS = new WarningRows("call_remark");

  private final SegmentedLog log;
  private final Database contacts;

  FileArchive(SegmentedLog log, Database contacts) {
    this.log = log;
    this.contacts = contacts;
  }

  @Override
  public void between(String accountId, long after, long upTo, Consumer<Journaled> reader) {
    log.read(
        after,
        upTo,
        FrameHeader.accounts(accountId),
        call -> {
          if (call.isOf(accountId)) {
            reader.accept(call.call());
          }
          return true;
        });
  }

  @Override
  public Optional<Journaled> find(String accountId, long seq) {
    var found = new AtomicReference<JournalEntry>();
    log.read(
        seq - 1,
        seq,
        FrameHeader.accounts(accountId),
        call -> {
          if (call.isOf(accountId)) {
            found.set(call.entry());
          }
          return false;
        });
    return Optional.ofNullable(found.get())
        .map(
            entry ->
                new Journaled(
                    seq, entry.withWarnings(Warning.union(entry.warnings(), remarks(seq))), null));
  }

  private Set<Warning> remarks(long seq) {
    return contacts
        .read(connection -> REMARKS.find(connection, List.of(seq)))
        .getOrDefault(seq, Set.of());
  }

  @Override
  public void remark(List<Remark> remarks) {
    if (!remarks.isEmpty()) {
      contacts.write(
          connection -> {
            REMARKS.add(connection, remarks);
            return remarks.size();
          });
    }
  }

  @Override
  public long first() {
    return log.first();
  }

  @Override
  public Optional<Instant> oldest() {
    var oldest = new AtomicReference<Instant>();
    log.read(
        0,
        Long.MAX_VALUE,
        FrameHeader.ALL_ACCOUNTS,
        call -> {
          oldest.set(call.storedAt());
          return false;
        });
    return Optional.ofNullable(oldest.get());
  }

  @Override
  public Optional<Instant> newest() {
    return log
        .newest(Long.MAX_VALUE, 0, FrameHeader.ALL_ACCOUNTS, false, 1, FrameReader::storedAt)
        .stream()
        .findFirst();
  }

  @Override
  public Optional<Instant> databaseTime() {
    return Optional.empty();
  }

  @Override
  public void remove(Collection<Long> seqs) {
    log.rewrite(new TreeSet<>(seqs), body -> null);
    forget(seqs);
  }

  private void forget(Collection<Long> seqs) {
    contacts.write(
        connection -> {
          REMARKS.remove(connection, seqs);
          return seqs.size();
        });
  }

  @Override
  public void rewrite(Collection<Long> seqs, UnaryOperator<byte[]> change) {
    log.rewrite(new TreeSet<>(seqs), body -> change.apply(body));
  }

  @Override
  public int purge(Instant storedBefore, long upTo, int limit) {
    long purged = log.purge(storedBefore, upTo);
    if (purged > 0) {
      long first = Math.max(log.first(), 1);
      contacts.write(
          connection -> {
            REMARKS.removeBelow(connection, first);
            return purged;
          });
    }
    return Math.toIntExact(purged);
  }
}
