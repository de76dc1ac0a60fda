package dev.inlet.console.account;

import dev.inlet.account.ApiKey;
import dev.inlet.account.Sender;
import dev.inlet.call.CallType;
import dev.inlet.console.page.Addresses;
import dev.inlet.console.page.FieldProblem;
import dev.inlet.console.page.Form;
import dev.inlet.console.page.Link;
import dev.inlet.console.page.Page;
import dev.inlet.console.page.QuestionPage;
import dev.inlet.endpoint.AdminPort;
import dev.inlet.endpoint.RefusedOperations;
import dev.inlet.operate.KeyRing;
import dev.inlet.operate.KeyRing.Issued;
import dev.inlet.operate.KeyRing.Terms;
import dev.inlet.operate.OperationRefused;
import dev.inlet.tls.ServerTls;
import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Issues, restricts, rotates, expires and revokes keys. */
@AdminPort("/console/accounts/{account}/keys")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class KeysController {
  /** What refusals say of the fields of the form for a new key. */
  private static final Map<String, String> WORDS =
      Map.of("key-name", "name:", "type", "permissions", "sender", "senders");

  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final KeyRing ring;
  private final AccountPages pages;
  private final InstantSource clock;
  private final int publicPort;
  private final ServerTls tls;

  KeysController(
      KeyRing ring,
      AccountPages pages,
      InstantSource clock,
      @Property(name = "micronaut.server.port") int publicPort,
      ServerTls tls) {
    this.ring = ring;
    this.pages = pages;
    this.clock = clock;
    this.publicPort = publicPort;
    this.tls = tls;
  }

  @Post
  @Consumes(MediaType.ALL)
  HttpResponse<?> issue(
      HttpRequest<?> request, String account, @RequestAttribute(Form.ATTRIBUTE) Form form) {
    String newId = idOf(form);
    if (ring.has(account, newId)) {
      return back(account, null);
    }
    var terms =
        new Terms(
            form.text("name").strip(),
            chosen(form, "type", CallType::named),
            chosen(form, "sender", Sender::named),
            end(form));
    try {
      return shownOnce(request, ring.issue(account, newId, terms), null);
    } catch (OperationRefused refusal) {
      return HttpResponse.<Page>status(RefusedOperations.status(refusal))
          .body(pages.of(account, null, FieldProblem.of(refusal, WORDS)));
    }
  }

  /** The id that the page with the form has given to the key: sent again, it is there already. */
  private static String idOf(Form form) {
    return ID.matcher(form.text("once")).matches() ? form.text("once") : KeyRing.newId();
  }

  /**
   * The key goes out with the answer to the form itself: anywhere else it would have to be kept, or
   * to stand in an address.
   */
  private HttpResponse<Page> shownOnce(
      HttpRequest<?> request, Issued issued, @Nullable Instant oldEnds) {
    return HttpResponse.<Page>status(HttpStatus.CREATED)
        .body(new IssuedKeyPage(issued, server(request), oldEnds));
  }

  private String server(HttpRequest<?> request) {
    String host =
        Optional.ofNullable(request.getHeaders().get(HttpHeaders.HOST)).orElse("localhost");
    String scheme = tls.intake() == null ? "http" : "https";
    return scheme + "://" + host.replaceFirst(":[0-9]+$", "") + ":" + publicPort;
  }

  @Post("/{id}/rotate")
  @Consumes(MediaType.ALL)
  HttpResponse<?> rotate(
      HttpRequest<?> request,
      String account,
      String id,
      @RequestAttribute(Form.ATTRIBUTE) Form form) {
    String newId = idOf(form);
    if (ring.has(account, newId)) {
      return back(account, null);
    }
    Issued issued = ring.rotate(ring.get(account, id), newId, duration(form));
    return shownOnce(request, issued, ring.get(account, id).expiresAt());
  }

  @Post("/{id}/expire")
  @Consumes(MediaType.ALL)
  HttpResponse<?> expire(String account, String id, @RequestAttribute(Form.ATTRIBUTE) Form form) {
    ApiKey key = ring.get(account, id);
    boolean isNow = "PT0S".equals(form.text("in"));
    if (isNow && !QuestionPage.isAnswered(form)) {
      return HttpResponse.ok(KeyQuestions.expiring(key));
    }
    ring.change(key, Terms.of(key).expiring(end(form)));
    return back(account, null);
  }

  /** Gives or takes one type of call. */
  @Post("/{id}/type")
  @Consumes(MediaType.ALL)
  HttpResponse<?> type(String account, String id, @RequestAttribute(Form.ATTRIBUTE) Form form) {
    ApiKey key = ring.get(account, id);
    if (form.has("take") && !QuestionPage.isAnswered(form)) {
      return HttpResponse.ok(KeyQuestions.taking(key, "type", form.text("take")));
    }
    ring.change(key, Terms.of(key).permitting(toggled(key.permissions(), form, CallType::named)));
    return back(account, taken("type", form, id));
  }

  /** Gives or takes one sender. */
  @Post("/{id}/sender")
  @Consumes(MediaType.ALL)
  HttpResponse<?> sender(String account, String id, @RequestAttribute(Form.ATTRIBUTE) Form form) {
    ApiKey key = ring.get(account, id);
    if (form.has("take") && !QuestionPage.isAnswered(form)) {
      return HttpResponse.ok(KeyQuestions.taking(key, "sender", form.text("take")));
    }
    ring.change(key, Terms.of(key).opening(toggled(key.senders(), form, Sender::named)));
    return back(account, taken("sender", form, id));
  }

  /** For {@link AccountPage#after}. */
  private static @Nullable String taken(String kind, Form form, String id) {
    return form.has("take") ? kind + ":" + form.text("take") + ":" + id : null;
  }

  @Post("/{id}/revoke")
  @Consumes(MediaType.ALL)
  HttpResponse<?> revoke(String account, String id, @RequestAttribute(Form.ATTRIBUTE) Form form) {
    if (!QuestionPage.isAnswered(form)) {
      return HttpResponse.ok(KeyQuestions.revoking(ring.get(account, id)));
    }
    ring.revoke(account, id);
    return back(account, null);
  }

  private static HttpResponse<?> back(String account, @Nullable String did) {
    return HttpResponse.seeOther(
        URI.create(Link.to(Addresses.account(account)).with("did", did).toString()));
  }

  /** The right that the button names is given or taken, whichever the button says. */
  private static <E extends Enum<E>> Set<E> toggled(
      Set<E> rights, Form form, Function<String, Optional<E>> named) {
    var changed = new TreeSet<>(rights);
    chosen(form, "give", named).forEach(changed::add);
    chosen(form, "take", named).forEach(changed::remove);
    return changed;
  }

  private static <E extends Enum<E>> Set<E> chosen(
      Form form, String field, Function<String, Optional<E>> named) {
    List<String> texts = form.texts(field);
    return texts.stream()
        .flatMap(text -> named.apply(text).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** When a form wants a key to end; null for never. */
  private @Nullable Instant end(Form form) {
    return form.text("in").isEmpty() ? null : clock.instant().plus(duration(form));
  }

  private static Duration duration(Form form) {
    try {
      return Duration.parse(form.text("in"));
    } catch (DateTimeParseException e) {
      throw OperationRefused.wrong("Choose a time from the list");
    }
  }
}
