package dev.inlet.console.delivery;

import org.jspecify.annotations.Nullable;

/**
 * What a delivery is about, as it is shown.
 *
 * @param what the event, page or group; null where the type says all, or nothing can be read
 * @param who what the person is called, or else the id that was sent; null when none can be read
 * @param contact the address of that person's page; null with {@code who}
 */
record DeliverySubject(@Nullable String what, @Nullable String who, @Nullable String contact) {
  static final DeliverySubject UNKNOWN = new DeliverySubject(null, null, null);
}
