package dev.inlet.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses a webhook may be sent to, so that nobody reaches inside the operator's network by
 * subscribing: those that are routed on the internet, by the registries of special addresses of
 * IPv4 and IPv6.
 */
final class TargetAddresses {
  /** Never, whatever is allowed: link-local, where clouds keep their credentials, and no hosts. */
  private static final List<Range> NEVER =
      List.of(
          Range.of(0, 0, 0, 0, 8),
          Range.of(169, 254, 0, 0, 16),
          Range.of(224, 0, 0, 0, 4),
          Range.of(240, 0, 0, 0, 4));

  private static final List<Range> PRIVATE =
      List.of(
          Range.of(10, 0, 0, 0, 8),
          Range.of(100, 64, 0, 0, 10),
          Range.of(127, 0, 0, 0, 8),
          Range.of(172, 16, 0, 0, 12),
          Range.of(192, 0, 0, 0, 24),
          Range.of(192, 0, 2, 0, 24),
          Range.of(192, 88, 99, 0, 24),
          Range.of(192, 168, 0, 0, 16),
          Range.of(198, 18, 0, 0, 15),
          Range.of(198, 51, 100, 0, 24),
          Range.of(203, 0, 113, 0, 24));

  private TargetAddresses() {}

  private record Range(int address, int bits) {
    static Range of(int a, int b, int c, int d, int bits) {
      return new Range(a << 24 | b << 16 | c << 8 | d, bits);
    }

    boolean holds(int other) {
      return (address ^ other) >>> (Integer.SIZE - bits) == 0;
    }
  }

  /**
   * The address that stands in a URL as a host by itself, or by the name of this machine; null for
   * any other name, of which only a look tells what it is at the moment.
   */
  static @Nullable InetAddress written(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    if (name.equals("localhost") || name.endsWith(".localhost")) {
      return InetAddress.getLoopbackAddress();
    }
    boolean isBracketed = name.startsWith("[") && name.endsWith("]");
    try {
      return InetAddress.ofLiteral(isBracketed ? name.substring(1, name.length() - 1) : name);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  static boolean isAllowed(InetAddress address, boolean allowsPrivate) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      int number =
          (bytes[0] & 0xff) << 24
              | (bytes[1] & 0xff) << 16
              | (bytes[2] & 0xff) << 8
              | bytes[3] & 0xff;
      return NEVER.stream().noneMatch(range -> range.holds(number))
          && (allowsPrivate || PRIVATE.stream().noneMatch(range -> range.holds(number)));
    }
    if (address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    return isGlobal(bytes)
        || allowsPrivate
            && (address.isLoopbackAddress() || (bytes[0] & 0xfe) == 0xfc)
            && !isMetadata(bytes);
  }

  /** In 2000::/3, but for tunnels, documentation and what else is set aside in there. */
  private static boolean isGlobal(byte[] bytes) {
    int first = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
    int second = (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
    boolean isOf2001 = first == 0x2001 && (second < 0x200 || second == 0xdb8);
    boolean isOf3fff = first == 0x3fff && second < 0x1000;
    return (bytes[0] & 0xe0) == 0x20 && first != 0x2002 && !isOf2001 && !isOf3fff;
  }

  /** fd00:ec2::254, where Amazon's cloud keeps credentials. */
  private static boolean isMetadata(byte[] bytes) {
    return (bytes[0] & 0xff) == 0xfd
        && bytes[1] == 0
        && bytes[2] == 0x0e
        && (bytes[3] & 0xff) == 0xc2;
  }
}
