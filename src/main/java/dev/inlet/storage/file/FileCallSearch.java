package dev.inlet.storage.file;

import dev.inlet.call.Warning;
import dev.inlet.journal.CallSearch;
import dev.inlet.storage.jdbc.AdminDatabase;
import dev.inlet.storage.jdbc.OnH2;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The journal's files, read backwards; and what is told of their calls in the table beside them.
 */
@Singleton
@Requires(condition = OnH2.class)
final class FileCallSearch implements CallSearch {
  /** In places: a block holds some hundred calls. */
  private static final int NEAR = 200;

  private final SegmentedLog log;
  private final AdminDatabase contacts;

  FileCallSearch(SegmentedLog log, AdminDatabase contacts) {
    this.log = log;
    this.contacts = contacts;
  }

  @Override
  public List<Found> newest(String accountId, Wanted wanted, long above, long below, int limit) {
    List<Found> found = journaled(accountId, wanted, above, below, limit);
    if (!wanted.isRepaired()) {
      return found;
    }
    // What lies below the last of a full page is not asked for.
    long down = found.size() < limit ? above : found.getLast().seq();
    var all = new TreeSet<>(Comparator.comparingLong(Found::seq).reversed());
    all.addAll(found);
    all.addAll(remarked(accountId, wanted, down, below, limit));
    return all.stream().limit(limit).toList();
  }

  private List<Found> journaled(
      String accountId, Wanted wanted, long above, long below, int limit) {
    return log.newest(
        below,
        above,
        FrameHeader.accounts(accountId),
        wanted.isRepaired(),
        limit,
        call ->
            wanted.isRepaired() && call.warnings().isEmpty()
                ? null
                : found(call, accountId, wanted));
  }

  private List<Found> remarked(String accountId, Wanted wanted, long above, long below, int limit) {
    var found = new ArrayList<Found>();
    long end = below;
    List<Long> piece;
    do {
      long before = end;
      piece =
          contacts.read(open -> FileArchive.REMARKS.newest(open, accountId, above, before, limit));
      for (long seq : piece) {
        end = seq;
        found.addAll(
            log.newest(
                seq + 1,
                seq - 1,
                FrameHeader.accounts(accountId),
                false,
                1,
                call -> found(call, accountId, wanted)));
      }
    } while (piece.size() == limit && found.size() < limit);
    return found;
  }

  private static @Nullable Found found(FrameReader call, String accountId, Wanted wanted) {
    boolean isWanted =
        call.isOf(accountId)
            && (wanted.type() == null || wanted.type().equalsIgnoreCase(call.type()))
            && (wanted.messageId() == null || wanted.messageId().equals(call.messageId()));
    return isWanted
        ? new Found(
            call.seq(), call.messageId(), call.type(), call.sender(), call.keyId(), call.storedAt())
        : null;
  }

  /** What lies near each other is read in one go. */
  @Override
  public void sent(String accountId, Collection<Long> seqs, BiConsumer<Long, byte[]> reader) {
    var left = new TreeSet<>(seqs);
    while (!left.isEmpty()) {
      long from = left.first();
      long to = from;
      while (left.higher(to) != null && left.higher(to) - to <= NEAR) {
        to = left.higher(to);
      }
      NavigableSet<Long> run = left.headSet(to, true);
      log.read(
          from - 1,
          to,
          FrameHeader.accounts(accountId),
          call -> {
            if (run.contains(call.seq()) && call.isOf(accountId)) {
              reader.accept(call.seq(), call.body());
            }
            return true;
          });
      run.clear();
    }
  }

  @Override
  public Optional<Instant> storedAt(long seq) {
    var found = new AtomicReference<Instant>();
    log.read(
        seq - 1,
        Long.MAX_VALUE,
        FrameHeader.ALL_ACCOUNTS,
        call -> {
          found.set(call.storedAt());
          return false;
        });
    return Optional.ofNullable(found.get());
  }

  @Override
  public long last() {
    return log.last();
  }

  @Override
  public Map<Long, Set<Warning>> warnings(Collection<Long> seqs) {
    if (seqs.isEmpty()) {
      return Map.of();
    }
    var told = new HashMap<>(contacts.read(open -> FileArchive.REMARKS.find(open, seqs)));
    for (long seq : seqs) {
      log
          .newest(seq + 1, seq - 1, FrameHeader.ALL_ACCOUNTS, true, 1, FrameReader::warnings)
          .stream()
          .filter(warnings -> !warnings.isEmpty())
          .forEach(warnings -> told.merge(seq, warnings, Warning::union));
    }
    return told;
  }
}
