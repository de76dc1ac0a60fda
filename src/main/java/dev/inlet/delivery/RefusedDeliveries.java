package dev.inlet.delivery;

import dev.inlet.delivery.DeliveryLog.Detail;
import dev.inlet.delivery.DeliveryLog.Filter;
import dev.inlet.delivery.DeliveryLog.Placed;
import java.util.List;
import java.util.Optional;

/** The deliveries that were refused, as {@link Refusals} noted them. May block. */
public interface RefusedDeliveries {

  /**
   * Those of an account before a number among the refusals, the highest number first.
   *
   * @param limit how many at most; fewer only when there are no more
   */
  List<Placed> newest(String accountId, Filter filter, long before, int limit);

  /** The refusal of a number, if it belongs to the account. */
  Optional<Detail> find(String accountId, long number);
}
