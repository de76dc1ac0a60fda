package dev.inlet.config;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.inlet.account.SettingDefinition;
import dev.inlet.account.SettingType;
import dev.inlet.account.SettingsSchema;
import dev.inlet.alert.AlertPolicy;
import dev.inlet.audit.AuditPolicy;
import dev.inlet.call.CallType;
import dev.inlet.codec.Base64Text;
import dev.inlet.codec.Json;
import dev.inlet.delivery.AnswerPolicy;
import dev.inlet.delivery.CallTypes;
import dev.inlet.delivery.Cause;
import dev.inlet.endpoint.ConnectionLimits;
import dev.inlet.endpoint.address.AddressRange;
import dev.inlet.endpoint.address.AllowedAddresses;
import dev.inlet.endpoint.address.TrustedProxies;
import dev.inlet.erase.closing.ClosingPolicy;
import dev.inlet.forward.ForwardPolicy;
import dev.inlet.journal.JournalLimits;
import dev.inlet.journal.KafkaJournalPolicy;
import dev.inlet.journal.MemoryBudget;
import dev.inlet.journal.RetentionPolicy;
import dev.inlet.journal.Uptime;
import dev.inlet.receive.StopPolicy;
import dev.inlet.sender.CallerAddress;
import dev.inlet.sender.jitsu.Geography;
import dev.inlet.webhook.SecretBox;
import dev.inlet.webhook.Signature;
import dev.inlet.webhook.WebhookClient;
import dev.inlet.webhook.WebhookPolicy;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
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
  private static final String PUBLIC_PORT = "micronaut.server.port";
  private static final String CONSOLE_PORT = "inlet.console.port";
  private static final int HIGHEST_PORT = 65_535;
  private static final int MOST_WAITING_CALLS = 1_000_000;
  private static final int LARGEST_BATCH = 1_024;
  private static final int MEGABYTE = 1 << 20;
  private static final int MOST_PROXIES = 10;
  private static final int MOST_IN_WEBHOOK = 200;
  private static final int MOST_CONNECTIONS = 1_000_000;

  private static final String ALERT_SECRET =
      "with inlet.alerts.webhook it must be whsec_ and 24 to 64 bytes in base64";

  private static final List<String> USUAL_TYPES = List.of("identify", "track", "page", "group");

  private final ConfigurationReader reader;
  private final InletProperties inlet;
  private final InletProperties.Journal journal;
  private final InletProperties.Refusals refusals;
  private final InletProperties.Audit audit;
  private final InletProperties.Accounts accounts;
  private final InletProperties.Forward forward;
  private final InletProperties.Alerts alerts;
  private final InletProperties.Tracking tracking;
  private final InletProperties.Jitsu jitsu;

  InletConfiguration(
      ConfigurationReader reader,
      InletProperties inlet,
      InletProperties.Journal journal,
      InletProperties.Refusals refusals,
      InletProperties.Audit audit,
      InletProperties.Accounts accounts,
      InletProperties.Forward forward,
      InletProperties.Alerts alerts,
      InletProperties.Tracking tracking,
      InletProperties.Jitsu jitsu,
      @Property(name = PUBLIC_PORT) String publicPort,
      @Property(name = CONSOLE_PORT) String consolePort) {
    this.reader = reader;
    this.inlet = inlet;
    this.journal = journal;
    this.refusals = refusals;
    this.audit = audit;
    this.accounts = accounts;
    this.forward = forward;
    this.alerts = alerts;
    this.tracking = tracking;
    this.jitsu = jitsu;
    int intake = reader.number(PUBLIC_PORT, publicPort, 0, 1, HIGHEST_PORT);
    int console = reader.number(CONSOLE_PORT, consolePort, -1, 1, HIGHEST_PORT);
    reader.check(() -> refuseSame(intake, console));
  }

  private void refuseSame(int intake, int console) {
    if (intake == console) {
      throw reader.wrong(CONSOLE_PORT, "must be another than " + PUBLIC_PORT + ", " + intake);
    }
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
   * inlet.retry-after}, {@code inlet.flood-status}.
   *
   * @param kafka what calls are durable on before they come into the journal; null for nothing
   */
  @Context
  AnswerPolicy answerPolicy(@Nullable KafkaJournalPolicy kafka) {
    return new AnswerPolicy(
        waitsForProcessing(kafka != null),
        reader.duration(
            "inlet.answer-budget",
            inlet.answerBudget(),
            Duration.ofMillis(250),
            Duration.ofMillis(1),
            LONGEST_DEADLINE),
        reader.duration(
            "inlet.deadline",
            inlet.deadline(),
            Duration.ofMillis(2_500),
            Duration.ofMillis(100),
            LONGEST_DEADLINE),
        reader.duration(
            "inlet.retry-after",
            inlet.retryAfter(),
            Duration.ofSeconds(30),
            Duration.ofSeconds(1),
            Duration.ofHours(1)),
        reader.choice("inlet.flood-status", inlet.floodStatus(), "503", "503", "429").equals("429")
            ? Cause.FLOOD
            : Cause.TOO_MANY_CALLS);
  }

  private boolean waitsForProcessing(boolean isOnKafka) {
    String usual = isOnKafka ? "accepted" : "processed";
    String chosen = reader.choice("inlet.answer", inlet.answer(), usual, "processed", "accepted");
    reader.check(
        () -> {
          if (isOnKafka && chosen.equals("processed")) {
            throw reader.wrong(
                "inlet.answer",
                "with Kafka as the journal nobody sees calls processed before the answer: set it to"
                    + " accepted, or leave it out");
          }
        });
    return chosen.equals("processed");
  }

  /** By the heap that this process may have at most. */
  @Singleton
  MemoryBudget memoryBudget() {
    return MemoryBudget.of(Runtime.getRuntime().maxMemory());
  }

  /** {@code inlet.journal.waiting-calls}, {@code -waiting-megabytes}, {@code -batch}. */
  @Context
  JournalLimits journalLimits(MemoryBudget memory) {
    long megabytes =
        reader.number(
            "inlet.journal.waiting-megabytes", journal.waitingMegabytes(), 64, 1, MEGABYTE);
    return new JournalLimits(
        reader.number(
            "inlet.journal.waiting-calls", journal.waitingCalls(), 10_000, 1, MOST_WAITING_CALLS),
        Math.min(megabytes * MEGABYTE, memory.waiting()),
        reader.number("inlet.journal.batch", journal.batch(), 256, 1, LARGEST_BATCH));
  }

  /** {@code inlet.stop-within}. */
  @Context
  StopPolicy stopPolicy() {
    return new StopPolicy(
        reader.duration(
            "inlet.stop-within",
            inlet.stopWithin(),
            Duration.ofSeconds(20),
            Duration.ofSeconds(1),
            Duration.ofMinutes(5)));
  }

  /** {@code inlet.connections}, {@code inlet.arrival-deadline}. */
  @Context
  ConnectionLimits connectionLimits() {
    return new ConnectionLimits(
        reader.number("inlet.connections", inlet.connections(), 10_000, 1, MOST_CONNECTIONS),
        reader.duration(
            "inlet.arrival-deadline",
            inlet.arrivalDeadline(),
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
        reader.duration(
            "inlet.journal.keep",
            journal.keep(),
            SHORTEST_RETENTION,
            SHORTEST_RETENTION,
            LONGEST_RETENTION),
        reader.duration(
            "inlet.refusals.keep-bodies",
            refusals.keepBodies(),
            Duration.ofDays(1),
            Duration.ZERO,
            Duration.ofDays(7)),
        (long) reader.number("inlet.compact-megabytes", inlet.compactMegabytes(), 256, 0, MEGABYTE)
            * MEGABYTE);
  }

  /** {@code inlet.audit.keep}. */
  @Context
  AuditPolicy auditPolicy() {
    return new AuditPolicy(
        reader.duration(
            "inlet.audit.keep",
            audit.keep(),
            Duration.ofDays(400),
            Duration.ofDays(1),
            LONGEST_RETENTION));
  }

  /** {@code inlet.accounts.erase-after}; longer than a call may take to arrive. */
  @Context
  ClosingPolicy closingPolicy() {
    return new ClosingPolicy(
        reader.duration(
            "inlet.accounts.erase-after",
            accounts.eraseAfter(),
            Duration.ofDays(14),
            Duration.ofMinutes(10),
            Duration.ofDays(365)));
  }

  /** {@code inlet.forward.retention}. */
  @Context
  ForwardPolicy forwardPolicy() {
    return new ForwardPolicy(
        reader.duration(
            "inlet.forward.retention",
            forward.retention(),
            Duration.ofDays(7),
            Duration.ofHours(1),
            LONGEST_RETENTION));
  }

  /** {@code inlet.forward.allow-private}, {@code inlet.forward.batch}. */
  @Context
  WebhookPolicy webhookPolicy() {
    return new WebhookPolicy(
        reader.isTrue("inlet.forward.allow-private", forward.allowPrivate(), false),
        reader.number("inlet.forward.batch", forward.batch(), 100, 1, MOST_IN_WEBHOOK));
  }

  /** {@code inlet.forward.key}. */
  @Context
  SecretBox secretBox() {
    return reader.read(this::secrets, new SecretBox(null));
  }

  private SecretBox secrets() {
    String key = forward.key();
    if (key == null || key.isBlank()) {
      return new SecretBox(null);
    }
    byte[] decoded = Base64Text.decode(key.strip());
    if (decoded == null || decoded.length != SecretBox.KEY_BYTES) {
      throw reader.wrong(
          "inlet.forward.key", "it must be 32 bytes in base64, as by openssl rand -base64 32");
    }
    return new SecretBox(decoded);
  }

  /** {@code inlet.alerts.webhook}, {@code inlet.alerts.secret}. */
  @Context
  AlertPolicy alertPolicy(WebhookPolicy webhooks) {
    return reader.read(() -> alertPolicy(webhooks.allowsPrivate()), AlertPolicy.NOBODY);
  }

  private AlertPolicy alertPolicy(boolean allowsPrivate) {
    String webhook = alerts.webhook();
    String secret = alerts.secret() == null ? "" : alerts.secret().strip();
    if (!secret.isEmpty() && !Signature.isSecret(secret)) {
      throw reader.wrong("inlet.alerts.secret", ALERT_SECRET);
    }
    if (webhook == null || webhook.isBlank()) {
      return AlertPolicy.NOBODY;
    }
    URI url;
    try {
      url = new URI(webhook.strip());
    } catch (URISyntaxException e) {
      throw reader.wrong("inlet.alerts.webhook", "it must be an https address");
    }
    String objection = WebhookClient.objection(url, allowsPrivate);
    if (objection != null) {
      throw reader.wrong("inlet.alerts.webhook", objection);
    }
    if (secret.isEmpty()) {
      throw reader.wrong("inlet.alerts.secret", ALERT_SECRET);
    }
    return new AlertPolicy(url, secret);
  }

  /** {@code inlet.types}. */
  @Context
  CallTypes callTypes() {
    List<String> names = inlet.types() == null ? USUAL_TYPES : inlet.types();
    return new CallTypes(reader.read(() -> types(names), List.of(CallType.IDENTIFY)));
  }

  private List<CallType> types(List<String> names) {
    if (names.isEmpty()) {
      throw reader.wrong("inlet.types", "a list of call types", "");
    }
    return names.stream()
        .map(String::strip)
        .map(
            name ->
                CallType.named(name)
                    .orElseThrow(() -> reader.wrong("inlet.types", "a list of call types", name)))
        .distinct()
        .toList();
  }

  /** {@code inlet.tracking.trusted-proxies}. */
  @Context
  TrustedProxies trustedProxies() {
    return new TrustedProxies(
        reader.number(
            "inlet.tracking.trusted-proxies", tracking.trustedProxies(), 0, 0, MOST_PROXIES));
  }

  /** {@code inlet.allowed-addresses}. */
  @Context
  AllowedAddresses allowedAddresses() {
    List<String> ranges = inlet.allowedAddresses() == null ? List.of() : inlet.allowedAddresses();
    return new AllowedAddresses(
        reader.read(() -> ranges.stream().map(String::strip).map(this::range).toList(), List.of()));
  }

  private AddressRange range(String text) {
    AddressRange range = AddressRange.read(text);
    if (range == null) {
      throw reader.wrong(
          "inlet.allowed-addresses",
          "a list of addresses and ranges of them, such as 203.0.113.0/24 or 2001:db8::/32",
          text);
    }
    return range;
  }

  /** {@code inlet.tracking.caller-ip}. */
  @Context
  CallerAddress callerAddress(TrustedProxies proxies) {
    return new CallerAddress(
        reader.isTrue("inlet.tracking.caller-ip", tracking.callerIp(), false), proxies);
  }

  /** {@code inlet.jitsu.geo-database}. */
  @Context
  @Bean(preDestroy = "close")
  Geography geography() {
    return reader.read(this::places, Geography.unknown());
  }

  private Geography places() {
    String file = jitsu.geoDatabase();
    try {
      return file == null || file.isBlank() ? Geography.unknown() : Geography.in(Path.of(file));
    } catch (IOException e) {
      throw reader.wrong("inlet.jitsu.geo-database", "a MaxMind DB file", file);
    }
  }

  /** {@code inlet.settings}: what the vendor declared in Segment's Settings Editor. */
  @Context
  SettingsSchema settingsSchema() {
    return reader.read(this::schema, new SettingsSchema(List.of()));
  }

  private SettingsSchema schema() {
    List<SettingDefinition> declared =
        reader.objects("inlet.settings", inlet.settings(), "name").stream()
            .map(this::definition)
            .toList();
    try {
      return new SettingsSchema(declared);
    } catch (IllegalArgumentException e) {
      throw reader.wrong("inlet.settings", String.valueOf(e.getMessage()));
    }
  }

  private SettingDefinition definition(Map<String, String> declared) {
    String name = declared.get("name");
    if (name == null || name.isBlank()) {
      throw reader.wrong("inlet.settings", "a list of settings, each with a name", name);
    }
    String type = declared.getOrDefault("type", "string");
    return new SettingDefinition(
        name,
        SettingType.named(type)
            .orElseThrow(
                () ->
                    wrong(
                        name,
                        "of the type string, boolean, number, select, array, map or text-map",
                        type)),
        isRequired(name, declared),
        defaultValue(declared));
  }

  private boolean isRequired(String setting, Map<String, String> declared) {
    String required = declared.getOrDefault("required", "false");
    if (!Json.isBoolean(required)) {
      throw wrong(setting, "required true or false", required);
    }
    return required.equals("true");
  }

  private WrongSetting wrong(String setting, String expected, String value) {
    return reader.wrong(
        "inlet.settings", "%s must be %s; it is \"%s\"".formatted(setting, expected, value));
  }

  /** As JSON; in YAML a plain word is meant as text. */
  private static @Nullable String defaultValue(Map<String, String> declared) {
    String value = declared.get("default");
    return value == null ? null : ConfigurationReader.asJson(value);
  }
}
