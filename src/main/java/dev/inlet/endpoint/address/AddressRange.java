package dev.inlet.endpoint.address;

import java.net.InetAddress;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that begin with the same bits (RFC 4632, RFC 4291).
 *
 * @param network the first of them
 * @param bits how many bits they share
 */
public record AddressRange(InetAddress network, int bits) {
  /** Java reads fewer than four numbers, too. */
  private static final Pattern LITERAL = Pattern.compile("[0-9]+([.][0-9]+){3}|.*:.*");

  private static final Pattern BITS = Pattern.compile("[0-9]{1,3}");

  /**
   * Reads {@code 203.0.113.0/24}, {@code 2001:db8::/32} or one address; null when it is neither.
   */
  public static @Nullable AddressRange read(String text) {
    int slash = text.indexOf('/');
    String first = slash < 0 ? text : text.substring(0, slash);
    if (!LITERAL.matcher(first).matches()) {
      return null;
    }
    try {
      InetAddress network = InetAddress.ofLiteral(first);
      int most = network.getAddress().length * Byte.SIZE;
      String bits = slash < 0 ? Integer.toString(most) : text.substring(slash + 1);
      if (!BITS.matcher(bits).matches() || Integer.parseInt(bits) > most) {
        return null;
      }
      return new AddressRange(network, Integer.parseInt(bits));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Whether an address is one of them; one of the other version of IP is not. */
  public boolean holds(InetAddress address) {
    byte[] mine = network.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> bit % Byte.SIZE;
      if (((mine[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
