package dev.inlet.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.endpoint.RequestBudget.Share;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RequestBudgetTest {
  private static final long CALL = RequestBudget.ONE_CALL;
  private static final long MOST = 64 * CALL;

  private final RequestBudget budget = new RequestBudget(MOST);

  private Share ofStranger() {
    Share share = budget.share();
    assertTrue(share.countForStrangers());
    return share;
  }

  private Share of(String account) {
    Share share = budget.share();
    assertTrue(share.countFor(account));
    return share;
  }

  @Nested
  class All {
    @Test
    void shareWhatThereIs() {
      Share first = budget.share();
      Share second = budget.share();

      assertTrue(first.take(MOST - 1));
      assertTrue(second.take(1));
      assertFalse(second.take(1));
      assertEquals(MOST, budget.taken());
    }

    @Test
    void haveRoomAgainWhenOneHasEnded() {
      Share first = budget.share();
      first.take(MOST);
      first.end();
      first.end();

      assertEquals(0, budget.taken());
      assertTrue(budget.share().take(MOST));
    }

    @Test
    void takeNothingAfterTheirEnd() {
      Share share = budget.share();
      share.end();

      assertTrue(share.take(2 * MOST));
      assertTrue(share.countFor("acme"));
      assertEquals(0, budget.taken());
    }
  }

  @Nested
  class Strangers {
    @Test
    void haveAQuarterAsLongAsEachSendsACall() {
      for (int i = 0; i < 16; i++) {
        assertTrue(ofStranger().take(CALL));
      }

      assertFalse(ofStranger().take(1));
      assertTrue(of("acme").take(CALL));
    }

    @Test
    void haveAnEighthForWhatIsLonger() {
      assertTrue(ofStranger().take(9 * CALL));

      Share second = ofStranger();
      assertTrue(second.take(CALL));
      assertFalse(second.take(1));
    }

    @Test
    void areCountedWithWhatTheyHaveTakenBefore() {
      Share longer = budget.share();
      longer.take(10 * CALL);

      assertFalse(longer.countForStrangers());

      Share one = budget.share();
      one.take(9 * CALL);
      assertTrue(one.countForStrangers());
      assertFalse(ofStranger().take(CALL + 1));
    }

    @Test
    void areNoneAnyMoreOnceTheirKeyIsKnown() {
      Share known = ofStranger();
      known.take(9 * CALL);

      assertTrue(known.countFor("acme"));

      assertTrue(known.take(CALL));
      assertTrue(ofStranger().take(9 * CALL));
    }
  }

  @Nested
  class Accounts {
    @Test
    void haveAQuarterEach() {
      Share first = of("acme");
      assertTrue(first.take(MOST / 4));

      assertFalse(of("acme").take(1));
      assertTrue(of("other").take(MOST / 4));
    }

    @Test
    void areNotGivenARequestThatTheyHaveNoRoomFor() {
      of("acme").take(MOST / 4);
      Share second = budget.share();
      second.take(1);

      assertFalse(second.countFor("acme"));
      assertTrue(second.countFor("other"));
    }

    @Test
    void haveRoomAgainWhenTheirRequestsHaveEnded() {
      Share first = of("acme");
      first.take(MOST / 4);
      first.end();

      assertTrue(of("acme").take(MOST / 4));
    }
  }
}
