package dev.inlet.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.command.remote.Failed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class PortTest {
  private static final String HERE = "127.0.0.1";

  private static Port at(String port) {
    return new Port("intake", HERE, port, "MICRONAUT_SERVER_PORT", "http");
  }

  private static ServerSocket listening() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @Test
  void oneThatSomebodyListensAtIsRefused() throws IOException {
    try (ServerSocket other = listening()) {
      Port port = at(Integer.toString(other.getLocalPort()));

      var refused = assertThrows(Failed.class, port::refuseTaken);

      assertEquals(
          HERE
              + ":"
              + other.getLocalPort()
              + " is taken, or no address of this machine: stop who has it, or set"
              + " MICRONAUT_SERVER_PORT",
          refused.getMessage());
      assertEquals(refused.getMessage(), port.look().message());
    }
  }

  /** As after a restart: the system waits a minute for what may still be under way. */
  @Test
  void oneWhoseConnectionsWereJustClosedIsFree() throws IOException {
    int port;
    try (ServerSocket other = listening()) {
      port = other.getLocalPort();
      try (var client = new Socket(InetAddress.getLoopbackAddress(), port)) {
        other.accept().close();
        assertEquals(-1, client.getInputStream().read());
      }
    }

    at(Integer.toString(port)).refuseTaken();
  }

  @Test
  void whatIsNoPortIsLeftToTheConfiguration() {
    at("http").refuseTaken();
    at("65536").refuseTaken();
    assertTrue(at("http").look().message().contains("must be a port"));
  }
}
