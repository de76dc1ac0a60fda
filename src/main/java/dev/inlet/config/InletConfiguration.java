package dev.inlet.config;

import dev.inlet.account.KeyTrust;
import dev.inlet.audit.AuditPolicy;
import dev.inlet.delivery.AnswerPolicy;
import dev.inlet.delivery.Cause;
import dev.inlet.endpoint.ConnectionLimits;
import dev.inlet.erase.closing.ClosingPolicy;
import dev.inlet.journal.JournalLimits;
import dev.inlet.journal.KafkaJournalPolicy;
import dev.inlet.journal.MemoryBudget;
import dev.inlet.journal.RetentionPolicy;
import dev.inlet.receive.StopPolicy;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * On which ports Inlet listens, how it answers, and how long it keeps what: what an operator has
 * set, checked, and given its default where they have not. A wrong value stops the start. What
 * belongs to a subject of its own is read by that subject's configuration beside this one.
 */
@Factory
final class InletConfiguration {
  private static final Duration LONGEST_DEADLINE = Duration.ofSeconds(3);

  /** As long as PostgreSQL may take to fail over, and as short as a revoked key can be borne. */
  private static final Duration TRUSTED_WITHOUT_DATABASE = Duration.ofSeconds(60);

  /**
   * A repeat is recognised for so long. Calls are kept at least as long, so that whoever looks up a
   * repeated one finds the first.
   */
  private static final Duration SHORTEST_RETENTION = Duration.ofDays(7);

  static final Duration LONGEST_RETENTION = Duration.ofDays(3_650);
  private static final String PUBLIC_PORT = "micronaut.server.port";
  private static final String CONSOLE_PORT = "inlet.console.port";
  private static final int HIGHEST_PORT = 65_535;
  private static final int MOST_WAITING_CALLS = 1_000_000;
  private static final int LARGEST_BATCH = 1_024;
  private static final int MEGABYTE = 1 << 20;
  private static final int MOST_CONNECTIONS = 1_000_000;

  private final ConfigurationReader reader;
  private final InletProperties inlet;
  private final InletProperties.Journal journal;
  private final InletProperties.Refusals refusals;
  private final InletProperties.Audit audit;
  private final InletProperties.Accounts accounts;

  InletConfiguration(
      ConfigurationReader reader,
      InletProperties inlet,
      InletProperties.Journal journal,
      InletProperties.Refusals refusals,
      InletProperties.Audit audit,
      InletProperties.Accounts accounts,
      @Property(name = PUBLIC_PORT) String publicPort,
      @Property(name = CONSOLE_PORT) String consolePort) {
    this.reader = reader;
    this.inlet = inlet;
    this.journal = journal;
    this.refusals = refusals;
    this.audit = audit;
    this.accounts = accounts;
    int intake = reader.number(PUBLIC_PORT, publicPort, 0, 1, HIGHEST_PORT);
    int console = reader.number(CONSOLE_PORT, consolePort, -1, 1, HIGHEST_PORT);
    reader.check(() -> refuseSame(intake, console));
  }

  private void refuseSame(int intake, int console) {
    if (intake == console) {
      throw reader.wrong(CONSOLE_PORT, "must be another than " + PUBLIC_PORT + ", " + intake);
    }
  }

  /**
   * {@code inlet.answer}, {@code inlet.answer-budget}, {@code inlet.deadline}, {@code
   * inlet.retry-after}, {@code inlet.flood-status}.
   *
   * @param kafka what calls are durable on before they come into the journal; null for nothing
   */
  @Context
  @ReadFirst
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

  /**
   * What Kafka takes does not need the database, so a call is not to be refused for its key's sake.
   * Otherwise it could not become durable anyhow.
   */
  @Singleton
  KeyTrust keyTrust(@Nullable KafkaJournalPolicy kafka) {
    return kafka == null ? KeyTrust.NONE : new KeyTrust(TRUSTED_WITHOUT_DATABASE);
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
  @ReadFirst
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
  @ReadFirst
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
  @ReadFirst
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
  @ReadFirst
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
  @ReadFirst
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
  @ReadFirst
  ClosingPolicy closingPolicy() {
    return new ClosingPolicy(
        reader.duration(
            "inlet.accounts.erase-after",
            accounts.eraseAfter(),
            Duration.ofDays(14),
            Duration.ofMinutes(10),
            Duration.ofDays(365)));
  }
}
