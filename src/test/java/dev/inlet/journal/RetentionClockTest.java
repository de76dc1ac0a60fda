package dev.inlet.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What is told of a clock, and of whom nothing is. */
@NullUnmarked
class RetentionClockTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final RetentionPolicy POLICY =
      new RetentionPolicy(Duration.ofDays(7), Duration.ofDays(1), 0);

  private final Logger logger = (Logger) LoggerFactory.getLogger(RetentionClock.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private Instant told = NOON;
  private Duration passed = Duration.ZERO;

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(log);
  }

  /** Other tests may use such a clock meanwhile, on threads of theirs. */
  private List<String> warnings() {
    String here = Thread.currentThread().getName();
    return List.copyOf(log.list).stream()
        .filter(event -> event.getThreadName().equals(here))
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  private RetentionClock afterCallsUpTo(Instant newest) {
    return new RetentionClock(
        () -> told, () -> passed, new Calls(NOON.minus(Duration.ofDays(6)), newest), POLICY);
  }

  @Test
  void nightWithoutCallsIsNothingToWarnOf() {
    Instant evening = NOON.minus(Duration.ofHours(15));

    Instant believed = afterCallsUpTo(evening).now();

    assertEquals(List.of(), warnings());
    assertEquals(evening, believed, "for an hour nothing is removed by it all the same");
  }

  @Test
  void weekWithoutCallsAtTheStartIsToldOf() {
    afterCallsUpTo(NOON.minus(Duration.ofDays(5))).now();

    assertEquals(1, warnings().size());
    assertTrue(warnings().getFirst().startsWith("The clock is PT120H ahead"), warnings()::toString);
  }

  @Test
  void clockThatLeapsWhileInletRunsIsToldOf() {
    RetentionClock clock = afterCallsUpTo(NOON);
    clock.now();
    passed = Duration.ofMinutes(10);
    told = NOON.plus(Duration.ofHours(2));

    clock.now();

    assertEquals(1, warnings().size());
  }

  /** A journal with calls, of which nothing is known but their times. */
  private record Calls(Instant oldestAt, Instant newestAt) implements Archive {
    @Override
    public Optional<Instant> oldest() {
      return Optional.of(oldestAt);
    }

    @Override
    public Optional<Instant> newest() {
      return Optional.of(newestAt);
    }

    @Override
    public Optional<Instant> databaseTime() {
      return Optional.empty();
    }

    @Override
    public void between(String account, long after, long upTo, Consumer<Journaled> reader) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Journaled> find(String account, long seq) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void remark(List<Remark> remarks) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long first() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void remove(Collection<Long> seqs) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void rewrite(Collection<Long> seqs, UnaryOperator<byte[]> change) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int purge(Instant storedBefore, long upTo, int limit) {
      throw new UnsupportedOperationException();
    }
  }
}
