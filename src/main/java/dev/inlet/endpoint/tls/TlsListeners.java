package dev.inlet.endpoint.tls;

import dev.inlet.tls.PortCertificate;
import dev.inlet.tls.ServerTls;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.HttpVersion;
import io.micronaut.http.server.netty.configuration.NettyHttpServerConfiguration;
import io.micronaut.http.server.netty.configuration.NettyHttpServerConfiguration.NettyListenerConfiguration;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Has the ports that have a certificate speak TLS, and by ALPN HTTP/2 as well as HTTP/1.1. Each
 * request of HTTP/2 has a channel of its own, which is guarded as a connection of HTTP/1.1 is.
 */
@Singleton
final class TlsListeners implements BeanCreatedEventListener<NettyHttpServerConfiguration> {
  static final String INTAKE = "inlet-intake";
  static final String CONSOLE = "inlet-console";

  /** How many requests one connection of HTTP/2 has under way at most. */
  private static final int MOST_STREAMS = 100;

  private final ServerTls tls;
  private final int consolePort;

  TlsListeners(ServerTls tls, @Property(name = "inlet.console.port") int consolePort) {
    this.tls = tls;
    this.consolePort = consolePort;
  }

  @Override
  public NettyHttpServerConfiguration onCreated(
      BeanCreatedEvent<NettyHttpServerConfiguration> event) {
    NettyHttpServerConfiguration server = event.getBean();
    if (!tls.isAnywhere()) {
      return server;
    }
    server.setHttpVersion(HttpVersion.HTTP_2_0);
    server.setLegacyMultiplexHandlers(true);
    server.getHttp2().setMaxConcurrentStreams((long) MOST_STREAMS);
    server.getHttp2().setMaxHeaderListSize((long) server.getMaxHeaderSize());
    for (NettyListenerConfiguration listener : server.getListeners()) {
      if (listener.getPort() == consolePort) {
        secure(listener, tls.console(), CONSOLE);
      } else {
        secure(listener, tls.intake(), INTAKE);
      }
    }
    return server;
  }

  private static void secure(
      NettyListenerConfiguration listener, @Nullable PortCertificate certificate, String name) {
    if (certificate != null) {
      listener.setSsl(true);
      listener.setKeyName(name);
    }
  }
}
