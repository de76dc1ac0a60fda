package dev.inlet.endpoint;

import dev.inlet.audit.Actor;
import dev.inlet.audit.WhoActs;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.context.ServerRequestContext;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;

/** Who acts is who was let in with the request that the thread works for. */
@Singleton
public final class RequestActor implements WhoActs {
  private static final String ATTRIBUTE = "actor";

  /** Says who was let in, and at whose wish all is done that the request asks for. */
  public static void set(HttpRequest<?> request, Actor actor) {
    request.setAttribute(ATTRIBUTE, actor);
  }

  /** Where a request comes from, as far as the connection tells. */
  public static String address(HttpRequest<?> request) {
    InetSocketAddress caller = request.getRemoteAddress();
    return caller.getAddress() == null
        ? caller.getHostString()
        : caller.getAddress().getHostAddress();
  }

  @Override
  public Actor now() {
    return ServerRequestContext.currentRequest()
        .flatMap(request -> request.getAttribute(ATTRIBUTE, Actor.class))
        .orElse(Actor.INLET);
  }
}
