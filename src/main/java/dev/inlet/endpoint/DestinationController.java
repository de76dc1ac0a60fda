package dev.inlet.endpoint;

import dev.inlet.account.BasicCredentials;
import dev.inlet.account.Sender;
import dev.inlet.codec.Json;
import dev.inlet.codec.Parsed;
import dev.inlet.codec.SenderKeys;
import dev.inlet.delivery.Content;
import dev.inlet.delivery.Credentials;
import dev.inlet.delivery.Delivery;
import dev.inlet.delivery.Message;
import dev.inlet.receive.Receiver;
import dev.inlet.trace.Tracing;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Where Segment posts to: one call a request, as its direct-destination document describes. */
@Controller("/destination")
final class DestinationController {
  private static final String SETTINGS = "X-Segment-Settings";
  private static final int MAX_BODY = 512 * 1024;

  private final Receiver receiver;
  private final Tracing tracing;

  DestinationController(Receiver receiver, Tracing tracing) {
    this.receiver = receiver;
    this.tracing = tracing;
  }

  @Post
  @Consumes(MediaType.ALL)
  @Produces(MediaType.ALL) // whatever the sender accepts, it gets the contract's answer
  CompletionStage<HttpResponse<?>> receive(HttpRequest<?> request) {
    HttpHeaders headers = request.getHeaders();
    var body = JsonBody.declaredIn(request, MAX_BODY);
    var credentials =
        Credentials.of(BasicCredentials.read(headers.getAll(HttpHeaders.AUTHORIZATION)));
    var delivery =
        new Delivery(
            Sender.DESTINATION,
            () -> CompletableFuture.completedFuture(credentials),
            headers.getAll(SETTINGS),
            Connections.threadOf(request),
            key ->
                body.readOf(key.accountId())
                    .thenApply(read -> read.then(DestinationController::content)),
            body::discard,
            tracing.begin(Sender.DESTINATION.wireName(), headers::get));
    return receiver.receive(delivery).thenApply(Answers::of);
  }

  private static Parsed<Content> content(byte[] body) {
    return Parsed.ok(new OneCall(body));
  }

  private record OneCall(byte[] body) implements Content {
    @Override
    public byte[] sent() {
      return SenderKeys.removedFrom(body);
    }

    @Override
    public Parsed<List<Message>> messages() {
      return Json.object(body, "Body").then(json -> Parsed.ok(List.of(Message.asSent(json, body))));
    }
  }
}
