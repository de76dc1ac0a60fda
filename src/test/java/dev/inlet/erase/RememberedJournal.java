package dev.inlet.erase;

import dev.inlet.account.Sender;
import dev.inlet.call.CallType;
import dev.inlet.journal.Archive;
import dev.inlet.journal.Journal;
import dev.inlet.journal.JournalEntry;
import dev.inlet.journal.Journaled;
import dev.inlet.journal.Progress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A journal of one account, and how far it is processed, kept in memory. */
final class RememberedJournal implements Journal, Archive, Progress {
  final TreeMap<Long, JournalEntry> calls = new TreeMap<>();
  long mark;

  /** Journals a call, and returns its place. */
  long journaled(CallType type, String body) {
    long seq = last() + 1;
    calls.put(
        seq,
        new JournalEntry(
            "acme",
            "key",
            Sender.DESTINATION,
            type,
            "m" + seq,
            Instant.EPOCH,
            null,
            body.getBytes(StandardCharsets.UTF_8),
            Set.of()));
    return seq;
  }

  @Override
  public long append(List<JournalEntry> entries) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Journaled> read(long after, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long last() {
    return calls.isEmpty() ? 0 : calls.lastKey();
  }

  @Override
  public boolean isShared() {
    return false;
  }

  @Override
  public void between(String accountId, long after, long upTo, Consumer<Journaled> reader) {
    if (after < upTo) {
      calls
          .subMap(after, false, upTo, true)
          .forEach((seq, entry) -> reader.accept(new Journaled(seq, entry, null)));
    }
  }

  @Override
  public Optional<Journaled> find(String accountId, long seq) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void remark(List<Remark> remarks) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long first() {
    return calls.isEmpty() ? 0 : calls.firstKey();
  }

  @Override
  public Optional<Instant> oldest() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Instant> newest() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Instant> databaseTime() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void remove(Collection<Long> seqs) {
    calls.keySet().removeAll(seqs);
  }

  @Override
  public void rewrite(Collection<Long> seqs, UnaryOperator<byte[]> change) {
    seqs.forEach(
        seq ->
            calls.computeIfPresent(
                seq, (place, entry) -> entry.withBody(change.apply(entry.body()))));
  }

  @Override
  public int purge(Instant storedBefore, long upTo, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> T inTransaction(Supplier<T> work) {
    return work.get();
  }

  @Override
  public long lockMark() {
    return mark;
  }

  @Override
  public void moveMark(long seq) {
    mark = seq;
  }

  @Override
  public long mark() {
    return mark;
  }

  @Override
  public int noteTry(long seq) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void force() {}
}
