package dev.inlet.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.DatabaseKind;
import dev.inlet.Extent;
import dev.inlet.Figures;
import dev.inlet.OnEveryDatabase;
import dev.inlet.Stores;
import dev.inlet.delivery.MeterNames;
import io.micrometer.core.instrument.Counter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

@OnEveryDatabase
@NullUnmarked
class AnswerHistoryIT {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final long MILLISECOND = 1_000_000;

  @Parameter DatabaseKind kind;
  @TempDir Path folder;

  private Stores stores;
  private String account;
  private Instant now = NOON;

  @BeforeEach
  void open() {
    stores = Stores.open(kind.fresh(folder), () -> now);
    account = stores.newAccount();
  }

  @AfterEach
  void close() {
    stores.close();
  }

  private void answer(String of, int status, int milliseconds, int times) {
    for (int i = 0; i < times; i++) {
      stores.answerCounts().count(of, status, milliseconds * MILLISECOND);
    }
  }

  /** Until the minute before that time is written. */
  private void goOnTo(Instant time) throws InterruptedException {
    now = time;
    for (int i = 0; i < 3; i++) {
      stores.finishChores();
    }
  }

  private List<Stretch> minutes(String of, int count) {
    return stores.answerHistory().stretches(of, now, MINUTE, count);
  }

  private static AnswerFigure figure(Instant begin, String of, int status, Histogram times) {
    return new AnswerFigure(begin, of, status, times);
  }

  private static Histogram tenMilliseconds(int count) {
    var buckets = new long[Histogram.BUCKETS];
    buckets[Histogram.place(10 * MILLISECOND)] = count;
    return Histogram.of(buckets);
  }

  @Test
  void minuteAtHandIsShownAndThoseBeforeOutliveARestart() throws InterruptedException {
    answer(account, 200, 10, 95);
    answer(account, 400, 200, 4);
    answer(AnswerFigure.ALL, 401, 400, 1);
    assertEquals(100, minutes(AnswerFigure.ALL, 2).getLast().answered());

    goOnTo(NOON.plusSeconds(61));
    answer(account, 202, 20, 7);
    stores.reopen();

    List<Stretch> all = minutes(AnswerFigure.ALL, 3);
    assertEquals(List.of(0L, 95L, 7L), all.stream().map(Stretch::accepted).toList());
    assertEquals(List.of(0L, 5L, 0L), all.stream().map(Stretch::refused).toList());
    assertEquals(NOON, all.get(1).begin());
    assertEquals(10, all.get(1).median().toMillis(), 1);
    assertEquals(10, all.get(1).slow().toMillis(), 1);
    assertEquals(99, minutes(account, 3).get(1).answered());
    assertEquals(
        Map.of(account, Map.of(200, 95L, 202, 7L, 400, 4L)),
        stores.answerHistory().accounts(NOON, now));
  }

  /** Though the metrics were read a moment before it. */
  @Test
  void whatIsRepeatedInTheLastMomentOfAMinuteCountsInIt() throws InterruptedException {
    goOnTo(NOON.plusSeconds(57));
    answer(account, 200, 10, 9);
    Counter.builder(MeterNames.REPEATED).register(stores.meters()).increment(4);
    goOnTo(NOON.plusSeconds(60));

    assertEquals(
        List.of(4L, 0L), minutes(AnswerFigure.ALL, 2).stream().map(Stretch::repeated).toList());
  }

  @Test
  void hoursAndDaysHoldWhatTheirMinutesHeldAndAreRemovedAtTheEnd() throws InterruptedException {
    for (int minute = 0; minute < 3; minute++) {
      for (String run : List.of("one", "two")) {
        Instant begin = NOON.plus(MINUTE.multipliedBy(minute));
        stores
            .figures()
            .write(
                run,
                begin,
                List.of(
                    figure(begin, AnswerFigure.ALL, 200, tenMilliseconds(5)),
                    figure(begin, account, 200, tenMilliseconds(4))),
                new LoadFigure(begin, 2, minute));
      }
    }
    Instant end = NOON.plus(HOUR);
    FigureStore store = stores.figures();

    assertTrue(store.condense(MINUTE, HOUR, end));
    assertFalse(store.condense(MINUTE, HOUR, end));
    assertEquals(1, store.answers(account, NOON, end).size());
    assertEquals(List.of(new LoadFigure(NOON, 12, 2)), store.loads(NOON, end));
    now = NOON.plusSeconds(1800);
    Stretch hour = stores.answerHistory().stretches(AnswerFigure.ALL, now, HOUR, 2).getLast();
    assertEquals(30, hour.answered());
    assertEquals(10, hour.median().toMillis(), 1);

    assertTrue(store.condense(HOUR, DAY, NOON.plus(DAY)));
    assertEquals(24, store.accounts(NOON.minus(HOUR.multipliedBy(12)), end).getFirst().count());

    store.purge(NOON.plus(DAY));
    assertEquals(List.of(), store.accounts(Instant.EPOCH, NOON.plus(DAY)));
    assertEquals(List.of(), store.loads(Instant.EPOCH, NOON.plus(DAY)));
  }

  /** With as many rows as there ever are of one instance, in the long run. */
  @Test
  void monthIsReadInAMoment() {
    List<String> accounts =
        IntStream.range(0, FigureStore.MOST_ACCOUNTS).mapToObj(i -> stores.newAccount()).toList();
    int minutes = Extent.of(10, 420);
    int hours = Extent.of(5, 8 * 24);
    now = NOON.plus(Duration.ofDays(40));
    for (int i = 0; i < minutes; i++) {
      write(accounts, now.minus(MINUTE.multipliedBy(i)));
    }
    for (int i = 8; i < hours + 8; i++) {
      write(accounts, now.minus(HOUR.multipliedBy(i)));
    }
    while (stores.figures().condense(MINUTE, HOUR, now.minus(MINUTE.multipliedBy(minutes)))) {}

    long[] millis = new long[20];
    for (int i = 0; i < millis.length; i++) {
      long begun = System.nanoTime();
      stores.answerHistory().stretches(AnswerFigure.ALL, now, DAY, 30);
      stores.answerHistory().accounts(now.minus(DAY.multipliedBy(30)), now.plus(DAY));
      millis[i] = Duration.ofNanos(System.nanoTime() - begun).toMillis();
    }
    Arrays.sort(millis);
    Figures.note(
        "console",
        "%s, %d minutes and %d hours of 20 accounts: a month is read in %d ms, p95 %d",
        kind,
        minutes,
        hours,
        millis[10],
        millis[18]);
    assertTrue(millis[18] < 2_000, Arrays.toString(millis));
  }

  private void write(List<String> accounts, Instant begin) {
    List<AnswerFigure> figures =
        Stream.concat(Stream.of(AnswerFigure.ALL), accounts.stream())
            .flatMap(
                of ->
                    Stream.of(200, 400)
                        .map(status -> figure(begin, of, status, tenMilliseconds(5))))
            .toList();
    stores.figures().write("one", begin, figures, new LoadFigure(begin, 0, 0));
  }

  /** As when a commit was not heard of, and the same is written again. */
  @Test
  void minuteThatIsWrittenTwiceCountsOnce() {
    List<AnswerFigure> figures = List.of(figure(NOON, AnswerFigure.ALL, 200, tenMilliseconds(5)));
    for (int i = 0; i < 2; i++) {
      stores.figures().write("one", NOON, figures, new LoadFigure(NOON, 0, 0));
    }

    assertEquals(1, stores.figures().answers(AnswerFigure.ALL, NOON, NOON.plus(HOUR)).size());
  }

  @Test
  void busiestAccountsAreKeptAndTheOthersCountWithAll() throws InterruptedException {
    for (int i = 0; i < FigureStore.MOST_ACCOUNTS + 5; i++) {
      answer(stores.newAccount(), 200, 10, 2 + i);
    }
    answer(account, 200, 10, 1);
    answer("erased-meanwhile", 200, 10, 1_000);
    goOnTo(NOON.plusSeconds(61));

    Map<String, Map<Integer, Long>> accounts = stores.answerHistory().accounts(NOON, now);
    assertEquals(FigureStore.MOST_ACCOUNTS, accounts.size());
    assertFalse(accounts.containsKey(account));
    assertFalse(accounts.containsKey("erased-meanwhile"));
    assertTrue(minutes(AnswerFigure.ALL, 2).getFirst().answered() > 1_300);
  }
}
