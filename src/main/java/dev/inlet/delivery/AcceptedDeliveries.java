package dev.inlet.delivery;

import dev.inlet.delivery.DeliveryLog.Detail;
import dev.inlet.delivery.DeliveryLog.Filter;
import dev.inlet.delivery.DeliveryLog.Placed;
import java.util.List;
import java.util.Optional;

/** The deliveries that were taken, as long as the journal keeps their calls. May block. */
public interface AcceptedDeliveries {

  /**
   * Those of an account before a place in the journal, the highest place first.
   *
   * @param filter its status is that of an accepted delivery, or null
   * @param limit how many at most; fewer only when there are no more
   */
  List<Placed> newest(String accountId, Filter filter, long before, int limit);

  /** The delivery of the call at a place of the journal, if it belongs to the account. */
  Optional<Detail> find(String accountId, long seq);
}
