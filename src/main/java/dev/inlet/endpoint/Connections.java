package dev.inlet.endpoint;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.netty.NettyHttpRequest;
import java.util.concurrent.Executor;

/** What Netty knows of a request's connection. */
public final class Connections {
  private Connections() {}

  /** The thread that does the connection's reading and writing. */
  public static Executor threadOf(HttpRequest<?> request) {
    return request instanceof NettyHttpRequest<?> netty
        ? netty.getChannelHandlerContext().executor()
        : Runnable::run;
  }
}
