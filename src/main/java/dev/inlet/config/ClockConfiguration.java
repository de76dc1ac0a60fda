package dev.inlet.config;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.inlet.journal.Uptime;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/** The clocks that everything is given which asks for the time. */
@Factory
final class ClockConfiguration {

  @Singleton
  @Primary
  InstantSource clock() {
    return SystemClock.get();
  }

  /** Measures how long things last, on a clock that nobody can set. */
  @Singleton
  @Primary
  Ticker ticker() {
    return Ticker.systemTicker();
  }

  @Singleton
  Uptime uptime(Ticker ticker) {
    return () -> Duration.ofNanos(ticker.read());
  }
}
