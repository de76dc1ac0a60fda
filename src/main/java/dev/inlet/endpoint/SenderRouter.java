package dev.inlet.endpoint;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpRequestWrapper;
import io.micronaut.http.MediaType;
import io.micronaut.http.filter.GenericHttpFilter;
import io.micronaut.web.router.DefaultRouter;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteBuilder;
import io.micronaut.web.router.RouteInfo;
import io.micronaut.web.router.UriRouteInfo;
import io.micronaut.web.router.UriRouteMatch;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Micronaut's router, which answers in the one form there is whatever a client accepts, and looks
 * up once what senders post to, instead of trying all routes and filters for each call. It
 * remembers the paths of the public port where a single route takes what is posted, whatever the
 * headers say; for the rest it is as Micronaut's.
 */
@Singleton
@Replaces(DefaultRouter.class)
final class SenderRouter extends DefaultRouter {
  /** More than there are. */
  private static final int MOST_PATHS = 128;

  private final int publicPort;
  private final Map<String, Way> ways = new ConcurrentHashMap<>();

  SenderRouter(
      Collection<RouteBuilder> builders, @Property(name = "micronaut.server.port") int publicPort) {
    super(builders);
    this.publicPort = publicPort;
  }

  /** A path's only route, and the filters before it. */
  private record Way(UriRouteInfo<?, ?> route, List<GenericHttpFilter> filters) {}

  @Override
  @SuppressWarnings("unchecked") // as Micronaut's own
  public <T, R> @Nullable UriRouteMatch<T, R> findClosest(HttpRequest<?> request) {
    Way way = way(request);
    if (way != null) {
      return (UriRouteMatch<T, R>) way.route().tryMatch(request.getPath());
    }
    UriRouteMatch<T, R> found = super.findClosest(request);
    return found == null && request.getHeaders().contains(HttpHeaders.ACCEPT)
        ? super.findClosest(new AcceptingAll<>(request))
        : found;
  }

  /** What is there in one form only is answered in it, whatever would have been accepted. */
  private static final class AcceptingAll<B> extends HttpRequestWrapper<B> {
    AcceptingAll(HttpRequest<B> request) {
      super(request);
    }

    @Override
    public Collection<MediaType> accept() {
      return List.of();
    }
  }

  @Override
  public List<GenericHttpFilter> findFilters(HttpRequest<?> request) {
    Way way = way(request);
    if (way != null) {
      return way.filters();
    }
    List<GenericHttpFilter> filters = super.findFilters(request);
    if (isPosted(request) && ways.size() < MOST_PATHS) {
      remember(request, filters);
    }
    return filters;
  }

  private void remember(HttpRequest<?> request, List<GenericHttpFilter> filters) {
    String path = request.getPath();
    RouteInfo<?> route = RouteAttributes.getRouteInfo(request).orElse(null);
    if (route instanceof UriRouteInfo<?, ?> only && isUsual(path) && isOnlyOne(only, path)) {
      ways.put(path, new Way(only, List.copyOf(filters)));
    }
  }

  private @Nullable Way way(HttpRequest<?> request) {
    return isPosted(request) ? ways.get(request.getPath()) : null;
  }

  private boolean isPosted(HttpRequest<?> request) {
    return request.getMethod() == HttpMethod.POST
        && request.getServerAddress().getPort() == publicPort;
  }

  /** Strangers can spell a path in thousands of ways, and would fill the memory with them. */
  private static boolean isUsual(String path) {
    return path.equals(path.toLowerCase(Locale.ROOT));
  }

  /** Whether a route takes all that is posted to a path, and no other takes any of it. */
  private boolean isOnlyOne(UriRouteInfo<?, ?> route, String path) {
    return route.consumesAll()
        && route.producesAll()
        && find(HttpMethod.POST, path, null).count() == 1;
  }
}
