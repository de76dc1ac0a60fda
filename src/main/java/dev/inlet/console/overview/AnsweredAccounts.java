package dev.inlet.console.overview;

import dev.inlet.account.Account;
import dev.inlet.console.page.Span;
import dev.inlet.operate.KnownAccounts;
import dev.inlet.overview.AnswerFigure;
import dev.inlet.overview.AnswerHistory;
import dev.inlet.overview.Stretch;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds whose calls were answered in a time: the busiest accounts, and all others together. */
@Singleton
final class AnsweredAccounts {
  /** As many of the busiest are listed one by one, and of the newest others. */
  private static final int MOST_ACCOUNTS = 20;

  private final AnswerHistory history;
  private final KnownAccounts known;

  AnsweredAccounts(AnswerHistory history, KnownAccounts known) {
    this.history = history;
    this.known = known;
  }

  /**
   * Of a span up to now, with those whose calls were not, so that one that was just made is found.
   *
   * @param all what everybody was answered in it
   */
  List<AnsweredAccount> latest(Span span, Stretch all, List<Account> newest) {
    var byId = new HashMap<String, Account>();
    newest.forEach(account -> byId.put(account.id(), account));
    List<AnsweredAccount> rows = busiest(span, all, null, byId);
    List<AnsweredAccount> others = others(all, rows);
    rows.addAll(quiet(span, all.begin(), newest, rows));
    rows.addAll(others);
    return rows;
  }

  /**
   * Of any time.
   *
   * @param status of these answers alone; null for all
   */
  List<AnsweredAccount> between(Instant from, Instant to, @Nullable Integer status) {
    Stretch all = history.stretch(AnswerFigure.ALL, from, to);
    List<AnsweredAccount> rows = busiest(Span.HOUR, all, to, new HashMap<>());
    rows.addAll(others(all, rows));
    return status == null
        ? rows
        : rows.stream()
            .filter(row -> row.counts().containsKey(status))
            .map(row -> row.with(Map.of(status, row.counts().getOrDefault(status, 0L))))
            .toList();
  }

  private List<AnsweredAccount> busiest(
      Span span, Stretch all, @Nullable Instant to, Map<String, Account> byId) {
    var rows = new ArrayList<AnsweredAccount>();
    history.accounts(all.begin(), all.end()).entrySet().stream()
        .sorted(Comparator.comparingLong(AnsweredAccounts::total).reversed())
        .limit(MOST_ACCOUNTS)
        .forEach(
            one -> {
              Account account = byId.computeIfAbsent(one.getKey(), this::stored);
              if (account != null) {
                rows.add(new AnsweredAccount(account, span, all.begin(), to, one.getValue()));
              }
            });
    return rows;
  }

  private @Nullable Account stored(String id) {
    return known.has(id) ? known.get(id) : null;
  }

  private static long total(Map.Entry<String, Map<Integer, Long>> account) {
    return account.getValue().values().stream().mapToLong(Long::longValue).sum();
  }

  /** What everybody was answered, but for some; nothing when that is all. */
  private static List<AnsweredAccount> others(Stretch all, List<AnsweredAccount> some) {
    var rest = new TreeMap<Integer, Long>();
    all.answers().forEach((status, times) -> rest.put(status, times.count()));
    for (AnsweredAccount row : some) {
      row.counts().forEach((status, count) -> rest.merge(status, -count, Long::sum));
    }
    rest.values().removeIf(count -> count <= 0);
    return rest.isEmpty()
        ? List.of()
        : List.of(new AnsweredAccount(null, Span.HOUR, all.begin(), all.end(), rest));
  }

  private static List<AnsweredAccount> quiet(
      Span span, Instant from, List<Account> newest, List<AnsweredAccount> busy) {
    Set<Account> shown = busy.stream().map(AnsweredAccount::account).collect(Collectors.toSet());
    return newest.stream()
        .filter(account -> !shown.contains(account))
        .limit(MOST_ACCOUNTS)
        .map(account -> new AnsweredAccount(account, span, from, null, Map.of()))
        .toList();
  }
}
