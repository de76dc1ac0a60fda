package dev.inlet.codec;

import static dev.inlet.codec.Reading.object;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClocksTest {
  private static final Instant STORED_AT = Instant.parse("2026-03-01T12:00:00Z");

  private static Clocks clocks(String json) throws Envelope.Problem {
    return Clocks.read(new Envelope(object(json)));
  }

  private static Instant time(String json) throws Envelope.Problem {
    return clocks(json).time(STORED_AT);
  }

  @Nested
  class TimeOfACall {
    @Test
    void timestampWins() throws Envelope.Problem {
      assertEquals(
          Instant.parse("2026-02-28T10:00:00Z"),
          time(
              """
              {"timestamp":"2026-02-28T10:00:00Z","originalTimestamp":"2026-02-28T09:00:00Z",
               "sentAt":"2026-02-28T09:00:01Z","receivedAt":"2026-02-28T10:00:01Z"}"""));
    }

    @Test
    void originalTimestampIsCorrectedByTheSendersSkew() throws Envelope.Problem {
      assertEquals(
          Instant.parse("2026-02-28T10:59:58Z"),
          time(
              """
              {"originalTimestamp":"2026-02-28T09:59:58Z",
               "sentAt":"2026-02-28T10:00:00Z","receivedAt":"2026-02-28T11:00:00Z"}"""));
    }

    @Test
    void originalTimestampFromAClockAheadIsTakenBack() throws Envelope.Problem {
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
    void originalTimestampIsTakenAsItIsWhenTheSkewIsUnknown(String others) throws Envelope.Problem {
      assertEquals(
          Instant.parse("2026-02-28T09:59:58Z"),
          time("{\"originalTimestamp\":\"2026-02-28T09:59:58Z\"" + others + "}"));
    }

    @Test
    void receivedAtStandsInWithoutBoth() throws Envelope.Problem {
      assertEquals(
          Instant.parse("2026-02-28T11:00:00Z"),
          time("{\"sentAt\":\"2026-02-28T10:00:00Z\",\"receivedAt\":\"2026-02-28T11:00:00Z\"}"));
    }

    @Test
    void ourClockIsTheLastResort() throws Envelope.Problem {
      assertEquals(STORED_AT, time("{}"));
      assertEquals(STORED_AT, time("{\"sentAt\":\"2026-02-28T10:00:00Z\"}"));
    }

    @Test
    void ourClockIsReadToTheMicrosecondToo() throws Envelope.Problem {
      assertEquals(STORED_AT.plusNanos(123_000), clocks("{}").time(STORED_AT.plusNanos(123_456)));
    }
  }

  @Nested
  class TimeInTheFuture {
    private static final String RECEIVED = "\"receivedAt\":\"2026-02-01T00:00:00Z\"";

    @Test
    void oneDayAfterReceptionIsBelieved() throws Envelope.Problem {
      assertEquals(
          Instant.parse("2026-02-02T00:00:00Z"),
          time("{\"timestamp\":\"2026-02-02T00:00:00Z\"," + RECEIVED + "}"));
    }

    @Test
    void moreIsCutToOneDay() throws Envelope.Problem {
      assertEquals(
          Instant.parse("2026-02-02T00:00:00Z"),
          time("{\"timestamp\":\"2026-02-02T00:00:00.000001Z\"," + RECEIVED + "}"));
      assertEquals(
          Instant.parse("2026-02-02T00:00:00Z"),
          time("{\"originalTimestamp\":\"2999-01-01\"," + RECEIVED + "}"));
    }

    @Test
    void withoutReceptionOurClockCounts() throws Envelope.Problem {
      assertEquals(Instant.parse("2026-03-02T12:00:00Z"), time("{\"timestamp\":\"2999-01-01\"}"));
      assertEquals(
          Instant.parse("2026-03-02T12:00:00Z"), time("{\"timestamp\":\"2026-03-02T12:00:00Z\"}"));
    }

    @Test
    void replayedCallsAreCutByTheirOwnReceptionAndNotByOurClock() throws Envelope.Problem {
      assertEquals(
          Instant.parse("2020-01-02T00:00:00Z"),
          time("{\"timestamp\":\"2021-01-01\",\"receivedAt\":\"2020-01-01T00:00:00Z\"}"));
    }

    @Test
    void pastIsNeverCut() throws Envelope.Problem {
      assertEquals(Instant.parse("1970-01-01T00:00:00Z"), time("{\"timestamp\":\"1970-01-01\"}"));
    }
  }

  /** What an SDK sends: nobody corrected its clocks yet, and nobody but Inlet received it. */
  @Nested
  class StraightFromTheSender {
    private static Instant direct(String json) throws Envelope.Problem {
      return clocks(json).by(Route.DIRECT, STORED_AT).time(STORED_AT);
    }

    @Test
    void timestampIsTheSendersAndIsCorrectedByItsSkew() throws Envelope.Problem {
      assertEquals(
          STORED_AT.minusSeconds(5),
          direct("{\"timestamp\":\"2031-01-01T00:00:00Z\",\"sentAt\":\"2031-01-01T00:00:05Z\"}"));
    }

    @Test
    void timestampWithoutSentAtIsTakenAsItIs() throws Envelope.Problem {
      assertEquals(
          Instant.parse("2020-01-01T00:00:00Z"),
          direct("{\"timestamp\":\"2020-01-01T00:00:00Z\"}"));
    }

    @Test
    void originalTimestampStandsInForIt() throws Envelope.Problem {
      assertEquals(
          STORED_AT.minusSeconds(5),
          direct("{\"originalTimestamp\":\"2020-01-01\",\"sentAt\":\"2020-01-01T00:00:05Z\"}"));
    }

    @Test
    void receptionIsOursWhateverTheSenderSays() throws Envelope.Problem {
      assertEquals(STORED_AT, direct("{\"receivedAt\":\"2020-01-01\"}"));
      assertEquals(
          STORED_AT.minusSeconds(5),
          direct(
              """
              {"timestamp":"2020-01-01T00:00:00Z","sentAt":"2020-01-01T00:00:05Z",
               "receivedAt":"2025-01-01"}"""));
    }

    @Test
    void withoutAnyClockItIsNow() throws Envelope.Problem {
      assertEquals(STORED_AT, direct("{}"));
      assertEquals(STORED_AT, direct("{\"sentAt\":\"2020-01-01\"}"));
    }
  }

  @Nested
  class AbsurdClocks {
    @Test
    void correctionNeverLeavesTheYearsThatCanBeStored() throws Envelope.Problem {
      assertEquals(
          Instant.parse("0001-01-01T00:00:00Z"),
          time(
              """
              {"originalTimestamp":"0001-01-02","sentAt":"9999-12-31",
               "receivedAt":"0001-01-01T00:00:00Z"}"""));
      assertEquals(
          Instant.parse("9999-12-31T23:59:59.999999Z"),
          time(
              """
              {"originalTimestamp":"9999-12-31","sentAt":"0001-01-01",
               "receivedAt":"9999-12-31T23:59:59Z"}"""));
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
    void anyClockCounts(String name) throws Envelope.Problem {
      assertTrue(clocks("{\"" + name + "\":\"2026-02-28\"}").anyPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"timestamp\":null}", "{\"storedAt\":\"2026-02-28\"}"})
    void withoutOneThereIsNone(String json) throws Envelope.Problem {
      assertFalse(clocks(json).anyPresent());
    }
  }
}
