package dev.inlet.endpoint.parameter;

import dev.inlet.naming.Nearest;
import dev.inlet.operate.OperationRefused;
import io.micronaut.context.annotation.Property;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ConditionalFilter;
import io.micronaut.web.router.MethodBasedRouteInfo;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteInfo;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Refuses a parameter of an address that is misspelt, of whatever is read from the admin API and
 * the console: what it was to narrow would be whole otherwise, such as a file of all contacts. The
 * last of the filters, behind those that let people in.
 */
@ServerFilter({"/api/**", "/console", "/console/**"})
@Order(Ordered.LOWEST_PRECEDENCE)
final class ParameterFilter implements ConditionalFilter {
  private static final int SHOWN = 40;

  /** What the console's navigation says of every page. */
  private static final String ACCOUNT = "account";

  private final int publicPort;

  ParameterFilter(@Property(name = "micronaut.server.port") int publicPort) {
    this.publicPort = publicPort;
  }

  /** Senders' paths have parameters of their own. */
  @Override
  public boolean isEnabled(HttpRequest<?> request) {
    return request.getServerAddress().getPort() != publicPort;
  }

  @RequestFilter
  void check(HttpRequest<?> request) {
    boolean isRead =
        request.getMethod() == HttpMethod.GET || request.getMethod() == HttpMethod.HEAD;
    Set<String> sent = request.getParameters().names();
    if (isRead && !sent.isEmpty() && isEnabled(request)) {
      RouteAttributes.getRouteInfo(request).ifPresent(route -> check(request, route, sent));
    }
  }

  private static void check(HttpRequest<?> request, RouteInfo<?> route, Set<String> sent) {
    if (!(route instanceof MethodBasedRouteInfo<?, ?> method)) {
      return;
    }
    Set<String> known =
        new LinkedHashSet<>(List.of(route.getAnnotationMetadata().stringValues(Reads.class)));
    for (Argument<?> argument : method.getTargetMethod().getArguments()) {
      if (argument.getAnnotationMetadata().hasAnnotation(QueryValue.class)) {
        known.add(
            argument
                .getAnnotationMetadata()
                .stringValue(QueryValue.class)
                .filter(name -> !name.isEmpty())
                .orElse(argument.getName()));
      }
    }
    if (known.contains(Reads.ANYTHING)) {
      return;
    }
    boolean isPage = request.getPath().startsWith("/console");
    for (String name : sent) {
      if (!known.contains(name) && !(isPage && name.equals(ACCOUNT))) {
        throw OperationRefused.wrong(refusal(name, known));
      }
    }
  }

  private static String refusal(String name, Collection<String> known) {
    String shown = name.length() <= SHOWN ? name : name.substring(0, SHOWN) + "…";
    String those = known.isEmpty() ? "there are none" : "there are " + String.join(", ", known);
    return "Unknown parameter "
        + shown
        + ": "
        + (name.length() > SHOWN
            ? those
            : Nearest.to(name, known).map(near -> "did you mean " + near + "?").orElse(those));
  }
}
