package dev.inlet.delivery;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * How deliveries of each account were answered by this instance since its start. Of at most {@value
 * #MAX_ACCOUNTS} accounts; those that come later are not counted.
 */
@Singleton
public final class AnswersByAccount {
  static final int MAX_ACCOUNTS = 1_000;

  private final Map<String, Map<Integer, LongAdder>> answers = new ConcurrentHashMap<>();

  /** Counts an answer. */
  public void count(String accountId, int status) {
    Map<Integer, LongAdder> byStatus = answers.get(accountId);
    if (byStatus == null) {
      if (answers.size() >= MAX_ACCOUNTS) {
        return;
      }
      byStatus = answers.computeIfAbsent(accountId, first -> new ConcurrentHashMap<>());
    }
    byStatus.computeIfAbsent(status, first -> new LongAdder()).increment();
  }

  /** How many deliveries of an account were answered with each status, by status. */
  public Map<Integer, Long> of(String accountId) {
    var counts = new TreeMap<Integer, Long>();
    answers
        .getOrDefault(accountId, Map.of())
        .forEach((status, count) -> counts.put(status, count.sum()));
    return counts;
  }

  /** How many deliveries of an account were answered. */
  public long total(String accountId) {
    return of(accountId).values().stream().mapToLong(Long::longValue).sum();
  }
}
