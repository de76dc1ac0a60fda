package dev.inlet.endpoint.address;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From where calls are taken.
 *
 * @param ranges the addresses; none for all there are
 */
public record AllowedAddresses(List<AddressRange> ranges) {
  public AllowedAddresses {
    ranges = List.copyOf(ranges);
  }

  /** Whether all are. */
  public boolean areAll() {
    return ranges.isEmpty();
  }

  /** Whether one is; one that nobody knows is not. */
  public boolean hold(@Nullable InetAddress address) {
    return areAll() || address != null && ranges.stream().anyMatch(range -> range.holds(address));
  }
}
