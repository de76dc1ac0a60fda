package dev.inlet.console.delivery;

import dev.inlet.delivery.AnswersByAccount;
import dev.inlet.endpoint.AdminPort;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.sse.Event;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/**
 * Announces, as server-sent events, that an account's deliveries have changed; the page then asks
 * for its list again. Looks at counters in memory once a second, so that watching costs the
 * database nothing while nothing happens. It sees what this instance has answered.
 */
@AdminPort("/console/deliveries/live")
final class LiveController {
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final int MOST_VIEWERS = 64;

  private final AnswersByAccount answers;
  private final Semaphore viewers = new Semaphore(MOST_VIEWERS);

  LiveController(AnswersByAccount answers) {
    this.answers = answers;
  }

  @Get
  @Produces(MediaType.TEXT_EVENT_STREAM)
  Publisher<Event<String>> live(@QueryValue String account, @QueryValue long shown) {
    return Flux.defer(() -> viewers.tryAcquire() ? watch(account, shown) : Flux.empty());
  }

  /**
   * Each change is announced twice, a second apart: refusals are written a moment after they were
   * counted, and accepted calls are processed a moment later.
   *
   * @param shown how many deliveries had been answered before the list was read, so that what came
   *     between then and now is announced as well
   */
  private Flux<Event<String>> watch(String account, long shown) {
    return Flux.interval(Duration.ZERO, TICK)
        .onBackpressureDrop()
        .map(tick -> answers.total(account))
        .startWith(shown, shown)
        .buffer(3, 1)
        .map(totals -> Event.of(totals.getFirst().equals(totals.getLast()) ? "still" : "changed"))
        .doFinally(end -> viewers.release());
  }
}
