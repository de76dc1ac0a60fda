package dev.inlet.console;

import dev.inlet.endpoint.ErrorBody;
import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.body.CloseableAvailableByteBody;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stands before every page of the console: lets nobody in without a log-in, takes no form that one
 * of its own pages did not send, draws pages, and has browsers run nothing but the console's files.
 */
@ServerFilter({"/console", "/console/**"})
final class ConsoleFilter {
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

  private final Visits visits;
  private final Drawing drawing;
  private final int publicPort;

  ConsoleFilter(
      Visits visits, Drawing drawing, @Property(name = "micronaut.server.port") int publicPort) {
    this.visits = visits;
    this.drawing = drawing;
    this.publicPort = publicPort;
  }

  @RequestFilter
  @ExecuteOn(TaskExecutors.BLOCKING)
  @Nullable HttpResponse<?> check(HttpRequest<?> request) {
    if (isElsewhere(request)) {
      return null;
    }
    Visit visit = visits.of(request);
    request.setAttribute(Visit.ATTRIBUTE, visit);
    if (!visit.isLetIn() && !request.getPath().equals(LoginController.PATH)) {
      return askToLogIn(request);
    }
    return changesNothing(request) ? null : checkForm(request, visit);
  }

  /** The public port, where there is no console, and what everybody may have. */
  private boolean isElsewhere(HttpRequest<?> request) {
    return request.getServerAddress().getPort() == publicPort
        || request.getPath().startsWith(Assets.PATH + "/");
  }

  private static boolean changesNothing(HttpRequest<?> request) {
    return request.getMethod() == HttpMethod.GET || request.getMethod() == HttpMethod.HEAD;
  }

  private HttpResponse<?> askToLogIn(HttpRequest<?> request) {
    String refusal = visits.refusal(request);
    if (refusal != null) {
      return HttpResponse.status(HttpStatus.FORBIDDEN).body(new ErrorPage(403, refusal));
    }
    String wanted = changesNothing(request) ? request.getUri().toString() : "/console";
    return HttpResponse.status(HttpStatus.SEE_OTHER)
        .header(
            HttpHeaders.LOCATION,
            LoginController.PATH + "?to=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8));
  }

  private static @Nullable HttpResponse<?> checkForm(HttpRequest<?> request, Visit visit) {
    Form form = formOf(request);
    if (!visit.visitor().isFormToken(form.text(Form.TOKEN))) {
      return HttpResponse.status(HttpStatus.FORBIDDEN)
          .body(
              new ErrorPage(403, "This form is out of date. Go back, reload, and send it again."));
    }
    request.setAttribute(Form.ATTRIBUTE, form);
    return null;
  }

  private static Form formOf(HttpRequest<?> request) {
    try (CloseableAvailableByteBody body =
        ((ServerHttpRequest<?>) request).byteBody().buffer().toCompletableFuture().join()) {
      return Form.read(body.toByteArray());
    }
  }

  @ResponseFilter
  void draw(HttpRequest<?> request, MutableHttpResponse<?> response) {
    if (request.getServerAddress().getPort() == publicPort) {
      return;
    }
    HEADERS.forEach(response::header);
    Optional<Visit> visit = request.getAttribute(Visit.ATTRIBUTE, Visit.class);
    if (!response.getHeaders().contains(HttpHeaders.CACHE_CONTROL)) {
      response.header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
    visit.ifPresent(known -> draw(request, response, known));
  }

  private void draw(HttpRequest<?> request, MutableHttpResponse<?> response, Visit visit) {
    Page page = pageOf(response);
    if (page != null) {
      response.contentType(MediaType.TEXT_HTML_TYPE.getName() + "; charset=utf-8");
      response.body(drawing.draw(page, visit));
    }
    if (visit.isNew() && response.getCookie(Visits.COOKIE).isEmpty()) {
      response.cookie(Visits.cookie(visit.visitor(), request));
    }
  }

  /** What is refused in JSON elsewhere is a page here. */
  private static @Nullable Page pageOf(HttpResponse<?> response) {
    return switch (response.body()) {
      case Page page -> page;
      case ErrorBody refused -> new ErrorPage(response.code(), refused.message());
      case null -> null;
      case Object other -> null;
    };
  }
}
