package dev.inlet.delivery;

import dev.inlet.delivery.DeliveryLog.Detail;
import dev.inlet.delivery.DeliveryLog.Filter;
import java.util.Collection;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The deliveries that were taken, as long as the journal keeps their calls. May block. */
public interface AcceptedDeliveries {

  /**
   * Those of an account before a place in the journal, the highest place first.
   *
   * @param filter its status is that of an accepted delivery, or null
   * @param limit how many at most; fewer when there are no more, or it has looked for long enough
   */
  Sought newest(String accountId, Filter filter, long before, int limit);

  /** Hands over what was sent with some of them, as far as that is kept, in no order. */
  void sent(String accountId, Collection<Long> places, BiConsumer<Long, byte[]> reader);

  /** The delivery of the call at a place of the journal, if it belongs to the account. */
  Optional<Detail> find(String accountId, long seq);
}
