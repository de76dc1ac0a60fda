package dev.inlet.admin.access;

import dev.inlet.RunningInlet;
import io.micronaut.http.HttpMethod;
import io.micronaut.web.router.Router;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The routes that a running server has on the port of the admin API and the console. */
final class AdminRoutes {
  private AdminRoutes() {}

  /** Each as its method and its path, such as {@code DELETE /api/accounts/{account}/keys/{id}}. */
  static Set<String> of(RunningInlet inlet) {
    return inlet
        .context()
        .getBean(Router.class)
        .uriRoutes()
        .filter(route -> Integer.valueOf(inlet.consolePort()).equals(route.getPort()))
        // Micronaut answers HEAD with what it has for GET.
        .filter(route -> route.getHttpMethod() != HttpMethod.HEAD)
        .map(route -> route.getHttpMethodName() + " " + route.getUriMatchTemplate().toPathString())
        .filter(route -> route.contains(" /api") || route.contains(" /console"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Those that are there to change something. */
  static Set<String> changing(RunningInlet inlet) {
    return of(inlet).stream()
        .filter(route -> !route.startsWith("GET "))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
