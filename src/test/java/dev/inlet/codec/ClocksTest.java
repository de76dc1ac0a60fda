package dev.inlet.codec;

import static dev.inlet.codec.Reading.object;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClocksTest {
  private static final Instant STORED_AT = Instant.parse("2026-03-01T12:00:00Z");

  private static Clocks clocks(String json) {
    return Clocks.read(new Envelope(object(json)));
  }

  private static Instant time(String json) {
    return clocks(json).time(STORED_AT);
  }

  @Nested
  class TimeOfACall {
    @Test
    void timestampWins() {
      assertEquals(
          Instant.parse("2026-02-28T10:00:00Z"),
          time(
              """
              {"timestamp":"2026-02-28T10:00:00Z","originalTimestamp":"2026-02-28T09:00:00Z",
               "sentAt":"2026-02-28T09:00:01Z","receivedAt":"2026-02-28T10:00:01Z"}"""));
    }

    @Test
    void originalTimestampIsCorrectedByTheSendersSkew() {
      assertEquals(
          Instant.parse("2026-02-28T10:59:58Z"),
          time(
              """
              {"originalTimestamp":"2026-02-28T09:59:58Z",
               "sentAt":"2026-02-28T10:00:00Z","receivedAt":"2026-02-28T11:00:00Z"}"""));
    }

    @Test
    void originalTimestampFromAClockAheadIsTakenBack() {
      assertEquals(
          Instant.parse("2026-02-28T09:59:58Z"),
          time(
              """
              {"originalTimestamp":"2027-02-28T09:59:58Z",
               "sentAt":"2027-02-28T10:00:00Z","receivedAt":"2026-02-28T10:00:00Z"}"""));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          ",\"sentAt\":\"2026-02-28T10:00:00Z\"",
          ",\"receivedAt\":\"2026-02-28T11:00:00Z\"",
          ",\"sentAt\":null,\"receivedAt\":\"2026-02-28T11:00:00Z\""
        })
    void originalTimestampIsTakenAsItIsWhenTheSkewIsUnknown(String others) {
      assertEquals(
          Instant.parse("2026-02-28T09:59:58Z"),
          time("{\"originalTimestamp\":\"2026-02-28T09:59:58Z\"" + others + "}"));
    }

    @Test
    void receivedAtStandsInWithoutBoth() {
      assertEquals(
          Instant.parse("2026-02-28T11:00:00Z"),
          time("{\"sentAt\":\"2026-02-28T10:00:00Z\",\"receivedAt\":\"2026-02-28T11:00:00Z\"}"));
    }

    @Test
    void ourClockIsTheLastResort() {
      assertEquals(STORED_AT, time("{}"));
    }

    @Test
    void sentAtIsTheLastOfTheCallsOwn() {
      assertEquals(
          Instant.parse("2026-02-28T10:00:00Z"), time("{\"sentAt\":\"2026-02-28T10:00:00Z\"}"));
    }

    @Test
    void ourClockIsReadToTheMicrosecondToo() {
      assertEquals(STORED_AT.plusNanos(123_000), clocks("{}").time(STORED_AT.plusNanos(123_456)));
    }
  }

  @Nested
  class TimeInTheFuture {
    private static final String RECEIVED = "\"receivedAt\":\"2026-02-01T00:00:00Z\"";

    @Test
    void oneDayAfterReceptionIsBelieved() {
      assertEquals(
          Instant.parse("2026-02-02T00:00:00Z"),
          time("{\"timestamp\":\"2026-02-02T00:00:00Z\"," + RECEIVED + "}"));
    }

    @Test
    void moreIsCutToOneDay() {
      assertEquals(
          Instant.parse("2026-02-02T00:00:00Z"),
          time("{\"timestamp\":\"2026-02-02T00:00:00.000001Z\"," + RECEIVED + "}"));
      assertEquals(
          Instant.parse("2026-02-02T00:00:00Z"),
          time("{\"originalTimestamp\":\"2999-01-01\"," + RECEIVED + "}"));
    }

    @Test
    void withoutReceptionOurClockCounts() {
      assertEquals(Instant.parse("2026-03-02T12:00:00Z"), time("{\"timestamp\":\"2999-01-01\"}"));
      assertEquals(
          Instant.parse("2026-03-02T12:00:00Z"), time("{\"timestamp\":\"2026-03-02T12:00:00Z\"}"));
    }

    @Test
    void replayedCallsAreCutByTheirOwnReceptionAndNotByOurClock() {
      assertEquals(
          Instant.parse("2020-01-02T00:00:00Z"),
          time("{\"timestamp\":\"2021-01-01\",\"receivedAt\":\"2020-01-01T00:00:00Z\"}"));
    }

    @Test
    void pastIsNeverCut() {
      assertEquals(Instant.parse("1970-01-01T00:00:00Z"), time("{\"timestamp\":\"1970-01-01\"}"));
    }
  }

  /** What an SDK sends: nobody corrected its clocks yet, and nobody but Inlet received it. */
  @Nested
  class StraightFromTheSender {
    private static Instant direct(String json) {
      return clocks(json).by(Route.DIRECT, STORED_AT).time(STORED_AT);
    }

    @Test
    void timestampIsTheSendersAndIsCorrectedByItsSkew() {
      assertEquals(
          STORED_AT.minusSeconds(5),
          direct("{\"timestamp\":\"2031-01-01T00:00:00Z\",\"sentAt\":\"2031-01-01T00:00:05Z\"}"));
    }

    @Test
    void timestampWithoutSentAtIsTakenAsItIs() {
      assertEquals(
          Instant.parse("2020-01-01T00:00:00Z"),
          direct("{\"timestamp\":\"2020-01-01T00:00:00Z\"}"));
    }

    @Test
    void originalTimestampStandsInForIt() {
      assertEquals(
          STORED_AT.minusSeconds(5),
          direct("{\"originalTimestamp\":\"2020-01-01\",\"sentAt\":\"2020-01-01T00:00:05Z\"}"));
    }

    @Test
    void receptionIsOursWhateverTheSenderSays() {
      assertEquals(STORED_AT, direct("{\"receivedAt\":\"2020-01-01\"}"));
      assertEquals(
          STORED_AT.minusSeconds(5),
          direct(
              """
              {"timestamp":"2020-01-01T00:00:00Z","sentAt":"2020-01-01T00:00:05Z",
               "receivedAt":"2025-01-01"}"""));
    }

    @Test
    void withoutAnyClockItIsNow() {
      assertEquals(STORED_AT, direct("{}"));
      assertEquals(STORED_AT, direct("{\"sentAt\":\"2020-01-01\"}"));
    }
  }

  @Nested
  class AbsurdClocks {
    @Test
    void correctionNeverLeavesTheYearsThatCanBeStored() {
      assertEquals(
          Instant.parse("0001-01-01T00:00:00Z"),
          time(
              """
              {"originalTimestamp":"1970-01-02","sentAt":"9999-12-31",
               "receivedAt":"1970-01-01T00:00:00Z"}"""));
      assertEquals(
          Instant.parse("9999-12-31T23:59:59.999999Z"),
          time(
              """
              {"originalTimestamp":"9999-12-31","sentAt":"1970-01-01",
               "receivedAt":"9999-12-31T23:59:59Z"}"""));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "0001-01-01T00:00:00Z",
          "0027-03-04T05:06:07.000Z",
          "1969-12-31T23:59:59.999999Z",
          "0001-01-01 00:00:00 +0000 UTC"
        })
    void placeholdersAreAsIfAbsent(String placeholder) {
      for (String clock : List.of("timestamp", "originalTimestamp", "sentAt", "receivedAt")) {
        assertFalse(clocks("{\"" + clock + "\":\"" + placeholder + "\"}").anyPresent(), clock);
      }
      assertEquals(
          Instant.parse("2026-02-28T00:00:00Z"),
          time(
              "{\"originalTimestamp\":\"2026-02-28\",\"sentAt\":\"%s\",\"receivedAt\":\"2026-03-01\"}"
                  .formatted(placeholder)));
    }
  }

  @Nested
  class Presence {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "timestamp",
          "originalTimestamp",
          "sentAt",
          "receivedAt",
          "sent_at",
          "RECEIVED AT"
        })
    void anyClockCounts(String name) {
      assertTrue(clocks("{\"" + name + "\":\"2026-02-28\"}").anyPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"timestamp\":null}", "{\"storedAt\":\"2026-02-28\"}"})
    void withoutOneThereIsNone(String json) {
      assertFalse(clocks(json).anyPresent());
    }
  }
}
