package dev.inlet.endpoint;

import dev.inlet.account.BasicCredentials;
import dev.inlet.account.Sender;
import dev.inlet.receive.Delivery;
import dev.inlet.receive.Receiver;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import java.util.concurrent.CompletionStage;

/** Where Segment posts to: one call a request, as its direct-destination document describes. */
@Controller("/destination")
final class DestinationController {
  private static final String SETTINGS = "X-Segment-Settings";
  private static final int MAX_BODY = 512 * 1024;

  private final Receiver receiver;

  DestinationController(Receiver receiver) {
    this.receiver = receiver;
  }

  @Post
  @Consumes(MediaType.ALL)
  @Produces(MediaType.ALL) // whatever the sender accepts, it gets the contract's answer
  CompletionStage<HttpResponse<?>> receive(HttpRequest<?> request) {
    HttpHeaders headers = request.getHeaders();
    var body = new JsonBody((ServerHttpRequest<?>) request, MAX_BODY);
    var delivery =
        new Delivery(
            Sender.DESTINATION,
            BasicCredentials.read(headers.getAll(HttpHeaders.AUTHORIZATION)),
            headers.getAll(SETTINGS),
            Connections.threadOf(request),
            body::read);
    return receiver.receive(delivery).thenApply(Answers::of);
  }
}
