package dev.inlet.config;

import dev.inlet.call.CallType;
import dev.inlet.delivery.CallTypes;
import dev.inlet.endpoint.address.AddressRange;
import dev.inlet.endpoint.address.AllowedAddresses;
import dev.inlet.endpoint.address.TrustedProxies;
import dev.inlet.sender.CallerAddress;
import dev.inlet.sender.jitsu.Geography;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Which calls are taken, from where, and what they are given of where their caller is. */
@Factory
final class SenderConfiguration {
  private static final int MOST_PROXIES = 10;
  private static final List<String> USUAL_TYPES = List.of("identify", "track", "page", "group");

  private final ConfigurationReader reader;
  private final InletProperties inlet;
  private final InletProperties.Tracking tracking;
  private final InletProperties.Jitsu jitsu;

  SenderConfiguration(
      ConfigurationReader reader,
      InletProperties inlet,
      InletProperties.Tracking tracking,
      InletProperties.Jitsu jitsu) {
    this.reader = reader;
    this.inlet = inlet;
    this.tracking = tracking;
    this.jitsu = jitsu;
  }

  /** {@code inlet.types}. */
  @Context
  @ReadFirst
  CallTypes callTypes() {
    List<String> names = inlet.types() == null ? USUAL_TYPES : inlet.types();
    return new CallTypes(reader.read(() -> types(names), List.of(CallType.IDENTIFY)));
  }

  private List<CallType> types(List<String> names) {
    if (names.isEmpty()) {
      throw reader.wrong("inlet.types", "a list of call types", "");
    }
    return names.stream()
        .map(String::strip)
        .map(
            name ->
                CallType.named(name)
                    .orElseThrow(() -> reader.wrong("inlet.types", "a list of call types", name)))
        .distinct()
        .toList();
  }

  /** {@code inlet.tracking.trusted-proxies}. */
  @Context
  @ReadFirst
  TrustedProxies trustedProxies() {
    return new TrustedProxies(
        reader.number(
            "inlet.tracking.trusted-proxies", tracking.trustedProxies(), 0, 0, MOST_PROXIES));
  }

  /** {@code inlet.allowed-addresses}. */
  @Context
  @ReadFirst
  AllowedAddresses allowedAddresses() {
    List<String> ranges = inlet.allowedAddresses() == null ? List.of() : inlet.allowedAddresses();
    return new AllowedAddresses(
        reader.read(() -> ranges.stream().map(String::strip).map(this::range).toList(), List.of()));
  }

  private AddressRange range(String text) {
    AddressRange range = AddressRange.read(text);
    if (range == null) {
      throw reader.wrong(
          "inlet.allowed-addresses",
          "a list of addresses and ranges of them, such as 203.0.113.0/24 or 2001:db8::/32",
          text);
    }
    return range;
  }

  /** {@code inlet.tracking.caller-ip}. */
  @Context
  @ReadFirst
  CallerAddress callerAddress(TrustedProxies proxies) {
    return new CallerAddress(
        reader.isTrue("inlet.tracking.caller-ip", tracking.callerIp(), false), proxies);
  }

  /** {@code inlet.jitsu.geo-database}. */
  @Context
  @ReadFirst
  @Bean(preDestroy = "close")
  Geography geography() {
    return reader.read(this::places, Geography.unknown());
  }

  private Geography places() {
    String file = jitsu.geoDatabase();
    try {
      return file == null || file.isBlank() ? Geography.unknown() : Geography.in(Path.of(file));
    } catch (IOException e) {
      throw reader.wrong("inlet.jitsu.geo-database", "a MaxMind DB file", file);
    }
  }
}
