package dev.inlet.endpoint;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The memory that the requests of all connections share while they arrive and are answered. Nobody
 * gets all of it: an account has a quarter at most, and so have all those together whose key is not
 * known before their body is there. Of such a body what is beyond the size of one call comes out of
 * an eighth.
 *
 * <p>Safe for use by several threads.
 */
final class RequestBudget {
  /** The largest call of any sender whose key may stand in the body. */
  static final long ONE_CALL = 50 * 1024;

  private final long most;
  private final Map<String, Long> byAccount = new HashMap<>();
  private long taken;
  private long byStrangers;
  private long beyondOneCall;

  /**
   * @param most how many bytes all requests may take together
   */
  RequestBudget(long most) {
    this.most = most;
  }

  /** A share for a request that begins. */
  Share share() {
    return new Share();
  }

  synchronized long taken() {
    return taken;
  }

  private long mostOfOne() {
    return most / 4;
  }

  private long mostBeyondOneCall() {
    return most / 8;
  }

  private static long beyondOneCall(long bytes) {
    return Math.max(0, bytes - ONE_CALL);
  }

  private boolean fitsStrangers(long more, long moreBeyond) {
    return byStrangers + more <= mostOfOne() && beyondOneCall + moreBeyond <= mostBeyondOneCall();
  }

  private boolean fitsAccount(String accountId, long more) {
    return byAccount.getOrDefault(accountId, 0L) + more <= mostOfOne();
  }

  private void addToAccount(String accountId, long more) {
    byAccount.merge(accountId, more, (before, one) -> before + one == 0 ? null : before + one);
  }

  /** What one request takes. */
  final class Share {
    private long bytes;
    private boolean isStranger;
    private @Nullable String account;
    private boolean ended;

    private Share() {}

    /** Takes more, if there is room. Once the share has ended nothing is kept, so all fits. */
    boolean take(long more) {
      synchronized (RequestBudget.this) {
        if (ended) {
          return true;
        }
        long moreBeyond = beyondOneCall(bytes + more) - beyondOneCall(bytes);
        if (taken + more > most
            || isStranger && !fitsStrangers(more, moreBeyond)
            || account != null && !fitsAccount(account, more)) {
          return false;
        }
        taken += more;
        bytes += more;
        if (isStranger) {
          byStrangers += more;
          beyondOneCall += moreBeyond;
        }
        if (account != null) {
          addToAccount(account, more);
        }
        return true;
      }
    }

    /** Counts it among those whose key is not known yet, if there is room for it. */
    boolean countForStrangers() {
      synchronized (RequestBudget.this) {
        if (ended || isStranger) {
          return true;
        }
        if (!fitsStrangers(bytes, beyondOneCall(bytes))) {
          return false;
        }
        isStranger = true;
        byStrangers += bytes;
        beyondOneCall += beyondOneCall(bytes);
        return true;
      }
    }

    /** Counts it for an account from now on, if there is room for it. */
    boolean countFor(String accountId) {
      synchronized (RequestBudget.this) {
        if (ended || account != null) {
          return true;
        }
        if (!fitsAccount(accountId, bytes)) {
          return false;
        }
        leaveStrangers();
        account = accountId;
        addToAccount(accountId, bytes);
        return true;
      }
    }

    /** Gives everything back, for good. */
    void end() {
      synchronized (RequestBudget.this) {
        if (ended) {
          return;
        }
        ended = true;
        leaveStrangers();
        if (account != null) {
          addToAccount(account, -bytes);
        }
        taken -= bytes;
      }
    }

    private void leaveStrangers() {
      if (isStranger) {
        isStranger = false;
        byStrangers -= bytes;
        beyondOneCall -= beyondOneCall(bytes);
      }
    }
  }
}
