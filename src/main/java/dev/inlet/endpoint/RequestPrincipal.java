package dev.inlet.endpoint;

import dev.inlet.access.Principal;
import dev.inlet.access.Role;
import dev.inlet.audit.Actor;
import dev.inlet.audit.WhoActs;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.context.ServerRequestContext;
import io.micronaut.web.router.RouteAttributes;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who was let in with a request: that is who acts in whatever is done for it. */
@Singleton
public final class RequestPrincipal implements WhoActs {
  private static final String ATTRIBUTE = "principal";

  /** Says who was let in. */
  public static void set(HttpRequest<?> request, Principal principal) {
    request.setAttribute(ATTRIBUTE, principal);
  }

  /** Who was let in, if anybody was. */
  public static Optional<Principal> of(HttpRequest<?> request) {
    return request.getAttribute(ATTRIBUTE, Principal.class);
  }

  /** Where a request comes from, as far as the connection tells. */
  public static String address(HttpRequest<?> request) {
    InetSocketAddress caller = request.getRemoteAddress();
    return caller.getAddress() == null
        ? caller.getHostString()
        : caller.getAddress().getHostAddress();
  }

  /** Why somebody may not do what a request asks for; null when they may. */
  public static @Nullable String objection(HttpRequest<?> request, Principal principal) {
    return RouteAttributes.getRouteInfo(request)
        .map(
            route ->
                route
                    .getAnnotationMetadata()
                    .enumValue(Needs.class, Role.class)
                    .orElse(isLooking(request) ? Role.LOOK : Role.ADMIN))
        .filter(needed -> !principal.role().includes(needed))
        .map(
            needed ->
                "This needs the role %s, and %s has %s"
                    .formatted(
                        needed.wireName(), principal.actor().shown(), principal.role().wireName()))
        .orElse(null); // What there is no route for is not found, whoever asks.
  }

  private static boolean isLooking(HttpRequest<?> request) {
    return request.getMethod() == HttpMethod.GET || request.getMethod() == HttpMethod.HEAD;
  }

  @Override
  public Actor now() {
    return ServerRequestContext.currentRequest()
        .flatMap(RequestPrincipal::of)
        .map(Principal::actor)
        .orElse(Actor.INLET);
  }
}
