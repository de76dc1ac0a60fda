package dev.inlet.endpoint.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import dev.inlet.config.LogConfiguration;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import org.junit.jupiter.api.Test;

class HandshakeLogTest {

  /** Netty prints it byte for byte: a request in plain HTTP with its key, for one. */
  @Test
  void whatComesInThePlaceOfAHandshakeIsNotLogged() {
    var context = new LoggerContext();
    LogConfiguration.apply(context);

    assertEquals(
        Level.OFF,
        context.getLogger(ApplicationProtocolNegotiationHandler.class).getEffectiveLevel());
    context.stop();
  }
}
