package dev.inlet.endpoint.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HandshakeLogTest {

  /** Netty prints it byte for byte: a request in plain HTTP with its key, for one. */
  @Test
  void whatComesInThePlaceOfAHandshakeIsNotLogged() throws Exception {
    var context = new LoggerContext();
    var configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(Path.of("src/main/resources/logback.xml").toFile());

    assertEquals(
        Level.OFF,
        context.getLogger(ApplicationProtocolNegotiationHandler.class).getEffectiveLevel());
    context.stop();
  }
}
