package dev.inlet.config;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.inlet.account.SettingDefinition;
import dev.inlet.account.SettingType;
import dev.inlet.account.SettingsSchema;
import dev.inlet.call.CallType;
import dev.inlet.codec.Json;
import dev.inlet.delivery.AnswerPolicy;
import dev.inlet.delivery.CallTypes;
import dev.inlet.endpoint.ConnectionLimits;
import dev.inlet.journal.JournalLimits;
import dev.inlet.journal.MemoryBudget;
import dev.inlet.journal.RetentionPolicy;
import dev.inlet.journal.Uptime;
import dev.inlet.receive.StopPolicy;
import dev.inlet.sender.CallerAddress;
import dev.inlet.sender.jitsu.Geography;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything an operator can set, beyond Micronaut's own: read, checked and given its default here
 * alone. A wrong value stops the start.
 */
@Factory
final class InletConfiguration {
  private static final Duration LONGEST_DEADLINE = Duration.ofSeconds(3);

  /**
   * A repeat is recognised for so long. Calls are kept at least as long, so that whoever looks up a
   * repeated one finds the first.
   */
  private static final Duration SHORTEST_RETENTION = Duration.ofDays(7);

  private static final Duration LONGEST_RETENTION = Duration.ofDays(3_650);
  private static final int MOST_WAITING_CALLS = 1_000_000;
  private static final int LARGEST_BATCH = 1_024;
  private static final int MEGABYTE = 1 << 20;
  private static final int MOST_PROXIES = 10;
  private static final int MOST_CONNECTIONS = 1_000_000;

  private final ConfigurationReader properties;

  InletConfiguration(ConfigurationReader properties) {
    this.properties = properties;
  }

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

  /**
   * {@code inlet.answer}, {@code inlet.answer-budget}, {@code inlet.deadline}, {@code
   * inlet.retry-after}.
   */
  @Context
  AnswerPolicy answerPolicy() {
    return new AnswerPolicy(
        properties.choice("inlet.answer", "processed", "processed", "accepted").equals("processed"),
        properties.duration(
            "inlet.answer-budget", Duration.ofMillis(250), Duration.ofMillis(1), LONGEST_DEADLINE),
        properties.duration(
            "inlet.deadline", Duration.ofMillis(2_500), Duration.ofMillis(100), LONGEST_DEADLINE),
        properties.duration(
            "inlet.retry-after",
            Duration.ofSeconds(30),
            Duration.ofSeconds(1),
            Duration.ofHours(1)));
  }

  /** By the heap that this process may have at most. */
  @Singleton
  MemoryBudget memoryBudget() {
    return MemoryBudget.of(Runtime.getRuntime().maxMemory());
  }

  /** {@code inlet.journal.waiting-calls}, {@code -waiting-megabytes}, {@code -batch}. */
  @Context
  JournalLimits journalLimits(MemoryBudget memory) {
    long megabytes = properties.number("inlet.journal.waiting-megabytes", 64, 1, MEGABYTE);
    return new JournalLimits(
        properties.number("inlet.journal.waiting-calls", 10_000, 1, MOST_WAITING_CALLS),
        Math.min(megabytes * MEGABYTE, memory.waiting()),
        properties.number("inlet.journal.batch", 256, 1, LARGEST_BATCH));
  }

  /** {@code inlet.stop-within}. */
  @Context
  StopPolicy stopPolicy() {
    return new StopPolicy(
        properties.duration(
            "inlet.stop-within",
            Duration.ofSeconds(20),
            Duration.ofSeconds(1),
            Duration.ofMinutes(5)));
  }

  /** {@code inlet.connections}, {@code inlet.arrival-deadline}. */
  @Context
  ConnectionLimits connectionLimits() {
    return new ConnectionLimits(
        properties.number("inlet.connections", 10_000, 1, MOST_CONNECTIONS),
        properties.duration(
            "inlet.arrival-deadline",
            Duration.ofSeconds(20),
            Duration.ofSeconds(1),
            Duration.ofMinutes(5)));
  }

  /**
   * {@code inlet.journal.keep}, {@code inlet.refusals.keep-bodies}, {@code
   * inlet.compact-megabytes}.
   */
  @Context
  RetentionPolicy retentionPolicy() {
    return new RetentionPolicy(
        properties.duration(
            "inlet.journal.keep", SHORTEST_RETENTION, SHORTEST_RETENTION, LONGEST_RETENTION),
        properties.duration(
            "inlet.refusals.keep-bodies", Duration.ofDays(1), Duration.ZERO, Duration.ofDays(7)),
        (long) properties.number("inlet.compact-megabytes", 256, 0, MEGABYTE) * MEGABYTE);
  }

  /** {@code inlet.types}. */
  @Context
  CallTypes callTypes() {
    List<String> names =
        properties.list("inlet.types", List.of("identify", "track", "page", "group"));
    if (names.isEmpty()) {
      throw properties.wrong("inlet.types", "a list of call types", "");
    }
    return new CallTypes(
        names.stream()
            .map(
                name ->
                    CallType.named(name)
                        .orElseThrow(
                            () -> properties.wrong("inlet.types", "a list of call types", name)))
            .distinct()
            .toList());
  }

  /** {@code inlet.tracking.caller-ip}, {@code inlet.tracking.trusted-proxies}. */
  @Context
  CallerAddress callerAddress() {
    return new CallerAddress(
        properties.choice("inlet.tracking.caller-ip", "false", "true", "false").equals("true"),
        properties.number("inlet.tracking.trusted-proxies", 0, 0, MOST_PROXIES));
  }

  /** {@code inlet.jitsu.geo-database}. */
  @Context
  @Bean(preDestroy = "close")
  Geography geography() {
    Optional<String> file = properties.text("inlet.jitsu.geo-database");
    try {
      return file.isEmpty() ? Geography.unknown() : Geography.in(Path.of(file.get()));
    } catch (IOException e) {
      throw properties.wrong("inlet.jitsu.geo-database", "a MaxMind DB file", file.orElse(null));
    }
  }

  /** {@code inlet.settings}: what the vendor declared in Segment's Settings Editor. */
  @Context
  SettingsSchema settingsSchema() {
    List<SettingDefinition> declared =
        properties.objects("inlet.settings").stream().map(this::definition).toList();
    try {
      return new SettingsSchema(declared);
    } catch (IllegalArgumentException e) {
      throw properties.wrong("inlet.settings", String.valueOf(e.getMessage()));
    }
  }

  private SettingDefinition definition(Map<String, String> declared) {
    String name = declared.get("name");
    if (name == null || name.isBlank()) {
      throw properties.wrong("inlet.settings", "a list of settings, each with a name", name);
    }
    String type = declared.getOrDefault("type", "string");
    return new SettingDefinition(
        name,
        SettingType.named(type)
            .orElseThrow(
                () ->
                    properties.wrong(
                        "inlet.settings",
                        "a list of settings of the types string, boolean, number, select, array,"
                            + " map or text-map",
                        type)),
        isRequired(declared),
        defaultValue(declared));
  }

  private boolean isRequired(Map<String, String> declared) {
    String required = declared.getOrDefault("required", "false");
    if (!Json.isBoolean(required)) {
      throw properties.wrong(
          "inlet.settings", "a list of settings, required true or false", required);
    }
    return required.equals("true");
  }

  /** As JSON; in YAML a plain word is meant as text. */
  private static @Nullable String defaultValue(Map<String, String> declared) {
    String value = declared.get("default");
    return value == null ? null : ConfigurationReader.asJson(value);
  }
}
