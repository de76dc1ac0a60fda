package dev.inlet.console.tester;

import dev.inlet.tester.Wire;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

/** The way over real HTTP to this server's own public port. */
@Singleton
final class OwnWire {
  private final PublicAddress address;
  private final Wire wire = new Wire();

  OwnWire(PublicAddress address) {
    this.address = address;
  }

  PublicAddress address() {
    return address;
  }

  Wire wire() {
    return wire;
  }

  @PreDestroy
  void close() {
    wire.close();
  }
}
