package dev.inlet.process;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.inlet.account.AccountStore;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Notes when API keys were last used, but each key once a minute at most. */
@Singleton
final class KeyUse {
  private static final Duration RESOLUTION = Duration.ofMinutes(1);
  private static final int REMEMBERED_KEYS = 20_000;

  private final AccountStore accounts;
  private final Cache<String, Instant> noted =
      Caffeine.newBuilder().maximumSize(REMEMBERED_KEYS).executor(Runnable::run).build();

  KeyUse(AccountStore accounts) {
    this.accounts = accounts;
  }

  void note(Map<String, Instant> used) {
    var due = new HashMap<String, Instant>();
    used.forEach(
        (key, at) -> {
          Instant before = noted.getIfPresent(key);
          if (before == null || at.isAfter(before.plus(RESOLUTION))) {
            due.put(key, at);
          }
        });
    if (!due.isEmpty()) {
      accounts.used(due);
      noted.putAll(due);
    }
  }
}
