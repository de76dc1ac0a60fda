package dev.inlet.delivery;

import dev.inlet.delivery.DeliveryLog.Detail;
import dev.inlet.delivery.DeliveryLog.Filter;
import java.util.Collection;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The deliveries that were refused, as {@link Refusals} noted them. May block. */
public interface RefusedDeliveries {

  /**
   * Those of an account before a number among the refusals, the highest number first.
   *
   * @param limit how many at most; fewer when there are no more, or it has looked for long enough
   */
  Sought newest(String accountId, Filter filter, long before, int limit);

  /** Hands over what was sent with some of them, as far as that is kept, in no order. */
  void sent(String accountId, Collection<Long> places, BiConsumer<Long, byte[]> reader);

  /** The refusal of a number, if it belongs to the account. */
  Optional<Detail> find(String accountId, long number);
}
