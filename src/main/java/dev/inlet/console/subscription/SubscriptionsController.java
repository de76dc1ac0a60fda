package dev.inlet.console.subscription;

import dev.inlet.access.Role;
import dev.inlet.console.page.Addresses;
import dev.inlet.console.page.Form;
import dev.inlet.console.page.Link;
import dev.inlet.console.page.Page;
import dev.inlet.console.page.Section;
import dev.inlet.console.page.Sorting;
import dev.inlet.endpoint.AdminPort;
import dev.inlet.endpoint.Needs;
import dev.inlet.endpoint.RefusedOperations;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import dev.inlet.operate.Cursor;
import dev.inlet.operate.OperationRefused;
import dev.inlet.operate.subscription.Subscribers;
import dev.inlet.operate.subscription.Subscribers.Issued;
import dev.inlet.operate.subscription.Subscribers.Wish;
import dev.inlet.operate.subscription.WebhookDeliveries;
import dev.inlet.webhook.Attempt;
import dev.inlet.webhook.Subscription;
import dev.inlet.webhook.TestRequest.Tested;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Shows, makes, changes, tries, replays and ends subscriptions. */
@AdminPort("/console/subscriptions")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class SubscriptionsController {
  private static final Pattern ID = Pattern.compile("sub_[0-9a-f]{24}");
  private static final int ATTEMPTS = 25;

  private final Subscribers subscribers;
  private final WebhookDeliveries deliveries;
  private final SubscriptionCards cards;

  SubscriptionsController(
      Subscribers subscribers, WebhookDeliveries deliveries, SubscriptionCards cards) {
    this.subscribers = subscribers;
    this.deliveries = deliveries;
    this.cards = cards;
  }

  @Get
  Page list(@QueryValue @Nullable String sort) {
    Sorting<SubscriptionCard> sorting = sorting(sort);
    return new SubscriptionsPage(sorting.sorted(cards.all()), sorting);
  }

  private static Sorting<SubscriptionCard> sorting(@Nullable String sort) {
    var columns = new LinkedHashMap<String, Comparator<SubscriptionCard>>();
    columns.put("state", Sorting.byText(SubscriptionCard::state));
    columns.put("address", Sorting.byText(SubscriptionCard::label));
    columns.put("changes", Sorting.byText(SubscriptionCard::types));
    columns.put("account", Sorting.byText(SubscriptionCard::whose));
    columns.put("behind", Comparator.comparingLong(card -> card.standing().lagSeconds()));
    columns.put("answer", Sorting.by(card -> card.last() == null ? null : card.last().at()));
    return new Sorting<>(columns, sort, Link.to(Section.SUBSCRIPTIONS.path()));
  }

  @Get("/new")
  Page ask() {
    SubscriptionForm empty = SubscriptionForm.empty(subscribers.newId());
    return new NewSubscriptionPage(empty, cards.accounts(), null);
  }

  /**
   * The secret goes out with the answer to the form itself, as a key does. A form that is sent once
   * more leads to what it has made.
   */
  @Post
  @Consumes(MediaType.ALL)
  HttpResponse<?> create(@RequestAttribute(Form.ATTRIBUTE) Form sent) {
    SubscriptionForm form = SubscriptionForm.of(sent);
    String id = ID.matcher(form.once()).matches() ? form.once() : subscribers.newId();
    if (subscribers.all().stream().anyMatch(one -> one.id().equals(id))) {
      return to(id);
    }
    try {
      return HttpResponse.status(HttpStatus.CREATED)
          .body(new SecretPage(subscribers.create(id, form.wish()), true));
    } catch (OperationRefused refusal) {
      return HttpResponse.status(RefusedOperations.status(refusal))
          .body(new NewSubscriptionPage(form, cards.accounts(), refusal.message()));
    }
  }

  @Get("/{id}")
  Page show(String id, @QueryValue @Nullable String cursor) {
    return page(id, cursor, null, null, null);
  }

  private SubscriptionPage page(
      String id,
      @Nullable String cursor,
      @Nullable SubscriptionForm typed,
      @Nullable Tested tested,
      @Nullable String problem) {
    Subscription one = subscribers.get(id);
    Window window = new Window(Cursor.window(cursor, null).before(), ATTEMPTS);
    Listing<Attempt> attempts = deliveries.attempts(id, window);
    return new SubscriptionPage(
        cards.one(one),
        Optional.ofNullable(typed).orElseGet(() -> SubscriptionForm.of(one)),
        subscribers.version(id),
        attempts.map(attempt -> AttemptRow.of(id, attempt)).items(),
        Link.to(Addresses.subscription(id)).goingOnAt(attempts.next()),
        deliveries.setAside(id, Window.newest(ATTEMPTS)),
        tested,
        problem);
  }

  @Post("/{id}/change")
  @Consumes(MediaType.ALL)
  HttpResponse<?> change(String id, @RequestAttribute(Form.ATTRIBUTE) Form sent) {
    SubscriptionForm form = SubscriptionForm.of(sent);
    try {
      subscribers.change(id, form.wish());
    } catch (OperationRefused refusal) {
      return refused(id, form, refusal);
    }
    return to(id);
  }

  private HttpResponse<?> refused(
      String id, @Nullable SubscriptionForm form, OperationRefused refusal) {
    return HttpResponse.status(RefusedOperations.status(refusal))
        .body(page(id, null, form, null, refusal.message()));
  }

  /** Pauses it, or has it go on. */
  @Post("/{id}/turn")
  @Consumes(MediaType.ALL)
  HttpResponse<?> turn(String id, @RequestAttribute(Form.ATTRIBUTE) Form form) {
    boolean isOn = form.text("to").equals("on");
    subscribers.change(id, new Wish(null, null, null, null, null, isOn));
    return to(id);
  }

  @Needs(Role.SUPPORT)
  @Post("/{id}/test")
  @Consumes(MediaType.ALL)
  HttpResponse<?> test(String id, @RequestAttribute(Form.ATTRIBUTE) Form form) {
    try {
      String change = form.text("change").isEmpty() ? null : form.text("change");
      return HttpResponse.ok(page(id, null, null, deliveries.test(id, change), null));
    } catch (OperationRefused refusal) {
      return refused(id, null, refusal);
    }
  }

  /** A form that is sent once more changes nothing: the secret is another one by then. */
  @Post("/{id}/rotate")
  @Consumes(MediaType.ALL)
  HttpResponse<?> rotate(String id, @RequestAttribute(Form.ATTRIBUTE) Form form) {
    if (!subscribers.version(id).equals(form.text("version"))) {
      return to(id);
    }
    Issued issued = subscribers.rotate(id, form.text("overlap"));
    return HttpResponse.status(HttpStatus.CREATED).body(new SecretPage(issued, false));
  }

  @Needs(Role.SUPPORT)
  @Post("/{id}/replay")
  @Consumes(MediaType.ALL)
  HttpResponse<?> replay(String id, @RequestAttribute(Form.ATTRIBUTE) Form form) {
    String only = form.text("only").isEmpty() ? null : form.text("only");
    try {
      deliveries.replay(id, from(form), only);
    } catch (OperationRefused refusal) {
      return refused(id, null, refusal);
    }
    return to(id);
  }

  /** Without a script a browser leaves out the zone, and seconds that are 0. */
  private static String from(Form form) {
    return switch (form.text("from")) {
      case "time" -> {
        String time = form.text("time");
        String seconds = time.length() == "2026-03-01T12:00".length() ? ":00" : "";
        yield time.endsWith("Z") ? time : time + seconds + "Z";
      }
      case "position" -> form.text("position").strip();
      case String other -> other;
    };
  }

  @Get("/{id}/end")
  Page confirm(String id) {
    return new EndPage(subscribers.get(id));
  }

  @Post("/{id}/end")
  @Consumes(MediaType.ALL)
  HttpResponse<?> end(String id) {
    subscribers.remove(id);
    return HttpResponse.seeOther(URI.create(Section.SUBSCRIPTIONS.path()));
  }

  @Get("/{id}/deliveries/{number}")
  Page attempt(String id, long number) {
    Subscription one = subscribers.get(id);
    Attempt attempt = deliveries.attempt(id, number);
    return new AttemptPage(one, attempt, deliveries.sent(one, attempt.webhookId()));
  }

  private static HttpResponse<?> to(String id) {
    return HttpResponse.seeOther(URI.create(Addresses.subscription(id)));
  }
}
