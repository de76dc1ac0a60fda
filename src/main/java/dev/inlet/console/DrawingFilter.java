package dev.inlet.console;

import dev.inlet.console.login.ConsoleSessions;
import dev.inlet.console.login.LoginFilter;
import dev.inlet.console.login.Visit;
import dev.inlet.console.page.AccountChoices;
import dev.inlet.console.page.ErrorPage;
import dev.inlet.console.page.Page;
import dev.inlet.endpoint.Connections;
import dev.inlet.endpoint.ErrorBody;
import io.micronaut.context.annotation.Property;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import io.micronaut.web.router.RouteAttributes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Draws every page of the console, and has browsers run nothing but the console's own files. It is
 * the outermost, so that what the {@link LoginFilter} refuses is drawn too.
 */
@ServerFilter({"/console", "/console/**"})
@Order(Ordered.HIGHEST_PRECEDENCE)
final class DrawingFilter {
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
              + " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Opener-Policy",
          "same-origin");

  private final Drawing drawing;
  private final int publicPort;

  DrawingFilter(Drawing drawing, @Property(name = "micronaut.server.port") int publicPort) {
    this.drawing = drawing;
    this.publicPort = publicPort;
  }

  @ResponseFilter
  void draw(HttpRequest<?> request, MutableHttpResponse<?> response) {
    if (request.getServerAddress().getPort() == publicPort) {
      return;
    }
    HEADERS.forEach(response::header);
    if (!response.getHeaders().contains(HttpHeaders.CACHE_CONTROL)) {
      response.header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
    request
        .getAttribute(Visit.ATTRIBUTE, Visit.class)
        .ifPresent(visit -> draw(request, response, visit));
  }

  private void draw(HttpRequest<?> request, MutableHttpResponse<?> response, Visit visit) {
    Page page = pageOf(request, response);
    if (page != null) {
      response.contentType(MediaType.TEXT_HTML + "; charset=utf-8");
      response.body(drawing.draw(page, visit));
      remember(page, request, response);
    }
    if (visit.isNew() && response.getCookie(ConsoleSessions.COOKIE).isEmpty()) {
      response.cookie(ConsoleSessions.cookie(visit.session(), request));
    }
  }

  /** So that pages without an account in their address go on with the one that was seen. */
  private static void remember(Page page, HttpRequest<?> request, MutableHttpResponse<?> response) {
    String account = page.account();
    if (account != null && !account.equals(AccountChoices.last().orElse(null))) {
      response.cookie(
          Cookie.of(AccountChoices.COOKIE, account)
              .path("/console")
              .httpOnly(true)
              .secure(Connections.isSecure(request))
              .sameSite(SameSite.Strict));
    }
  }

  /** What is refused in JSON elsewhere is a page here. */
  private static @Nullable Page pageOf(HttpRequest<?> request, HttpResponse<?> response) {
    return switch (response.body()) {
      case Page page -> page;
      case ErrorBody refused ->
          RouteAttributes.getRouteMatch(request).isEmpty()
              ? ErrorPage.noSuchPage(response.code())
              : new ErrorPage(response.code(), refused.message());
      case null -> null;
      case Object other -> null;
    };
  }
}
