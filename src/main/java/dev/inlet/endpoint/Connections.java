package dev.inlet.endpoint;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** What Netty knows of a request's connection. */
public final class Connections {
  private Connections() {}

  /** The thread that does the connection's reading and writing. */
  public static Executor threadOf(HttpRequest<?> request) {
    return request instanceof NettyHttpRequest<?> netty
        ? netty.getChannelHandlerContext().executor()
        : Runnable::run;
  }

  /** Whether the client itself speaks TLS with this port, not with a proxy before it. */
  public static boolean isSecure(HttpRequest<?> request) {
    return request instanceof NettyHttpRequest<?> netty
        && isSecure(netty.getChannelHandlerContext().channel());
  }

  /** In HTTP/2 a request's channel is a part of the connection's. */
  private static boolean isSecure(@Nullable Channel channel) {
    return channel != null
        && (channel.pipeline().get(SslHandler.class) != null || isSecure(channel.parent()));
  }
}
