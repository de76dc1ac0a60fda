package dev.inlet.delivery;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Single deliveries with what was sent, as long as that is kept. */
public interface DeliveryDetails {

  /**
   * One delivery.
   *
   * @param seq the sequence number of its call in the journal; null for a refused one
   * @param keyId the API key it came with
   * @param settings the settings it came with, as JSON; null when there were none or none are kept
   * @param body what was sent; of a refused delivery only its beginning, for a while
   */
  record Detail(
      DeliveryLog.Entry entry,
      @Nullable Long seq,
      String keyId,
      @Nullable String settings,
      byte @Nullable [] body) {}

  /** The delivery of that id, as {@link DeliveryLog} lists it, if it belongs to the account. */
  Optional<Detail> find(String accountId, String id);
}
