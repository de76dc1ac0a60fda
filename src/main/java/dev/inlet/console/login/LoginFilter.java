package dev.inlet.console.login;

import dev.inlet.access.Principal;
import dev.inlet.console.page.Assets;
import dev.inlet.console.page.ErrorPage;
import dev.inlet.console.page.Form;
import dev.inlet.console.page.Link;
import dev.inlet.endpoint.RequestPrincipal;
import dev.inlet.process.Processor;
import io.micronaut.context.annotation.Property;
import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.body.CloseableAvailableByteBody;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Stands before every page of the console: lets nobody in without a log-in, and takes no form that
 * one of its own pages did not send. Whatever else is refused, is refused to those alone who are
 * let in.
 */
@ServerFilter({"/console", "/console/**"})
@Order(0)
public final class LoginFilter {
  private final ConsoleSessions sessions;
  private final Processor processor;
  private final int publicPort;

  LoginFilter(
      ConsoleSessions sessions,
      Processor processor,
      @Property(name = "micronaut.server.port") int publicPort) {
    this.sessions = sessions;
    this.processor = processor;
    this.publicPort = publicPort;
  }

  @RequestFilter
  @ExecuteOn(TaskExecutors.BLOCKING)
  @Nullable HttpResponse<?> check(HttpRequest<?> request) {
    if (isElsewhere(request)) {
      return null;
    }
    Visit visit = sessions.of(request);
    request.setAttribute(Visit.ATTRIBUTE, visit);
    if (!visit.isLetIn() && !isLogIn(request.getPath())) {
      return askToLogIn(request);
    }
    Principal principal = visit.principal();
    if (principal != null) {
      RequestPrincipal.set(request, principal);
      String objection = RequestPrincipal.objection(request, principal);
      if (objection != null) {
        return refuse(HttpStatus.FORBIDDEN, objection);
      }
    }
    processor.awaitSettled(); // all that was answered 200 is to be seen
    return changesNothing(request) ? null : checkForm(request, visit);
  }

  /** The public port, where there is no console, and what everybody may have. */
  private boolean isElsewhere(HttpRequest<?> request) {
    return request.getServerAddress().getPort() == publicPort
        || request.getPath().startsWith(Assets.PATH + "/");
  }

  private static boolean isLogIn(String path) {
    return path.equals(LoginController.PATH) || path.startsWith(LoginController.PATH + "/");
  }

  private static boolean changesNothing(HttpRequest<?> request) {
    return request.getMethod() == HttpMethod.GET || request.getMethod() == HttpMethod.HEAD;
  }

  private HttpResponse<?> askToLogIn(HttpRequest<?> request) {
    String refusal = sessions.refusal(request);
    if (refusal != null) {
      return refuse(HttpStatus.FORBIDDEN, refusal);
    }
    String wanted = changesNothing(request) ? request.getUri().toString() : "/console";
    return HttpResponse.status(HttpStatus.SEE_OTHER)
        .header(HttpHeaders.LOCATION, Link.to(LoginController.PATH).with("to", wanted).toString());
  }

  private static @Nullable HttpResponse<?> checkForm(HttpRequest<?> request, Visit visit) {
    Form form = formOf(request);
    if (form == null) {
      return refuse(
          HttpStatus.BAD_REQUEST, "This form is too large, or garbled. Nothing was done.");
    }
    if (!visit.session().isFormToken(form.text(Form.TOKEN))) {
      return refuse(
          HttpStatus.FORBIDDEN, "This form is out of date. Go back, reload, and send it again.");
    }
    request.setAttribute(Form.ATTRIBUTE, form);
    return null;
  }

  /** What was sent; null when it cannot be read. */
  private static @Nullable Form formOf(HttpRequest<?> request) {
    try (CloseableAvailableByteBody body =
        ((ServerHttpRequest<?>) request).byteBody().buffer().toCompletableFuture().join()) {
      return Form.read(body.toByteArray());
    } catch (CompletionException | IllegalArgumentException e) {
      return null;
    }
  }

  private static MutableHttpResponse<?> refuse(HttpStatus status, String message) {
    return HttpResponse.status(status).body(new ErrorPage(status.getCode(), message));
  }
}
