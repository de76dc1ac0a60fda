package dev.inlet.sender.segmentstream;

import dev.inlet.account.BasicCredentials;
import dev.inlet.account.Sender;
import dev.inlet.codec.Json;
import dev.inlet.codec.Parsed;
import dev.inlet.delivery.Content;
import dev.inlet.delivery.Credentials;
import dev.inlet.delivery.Delivery;
import dev.inlet.delivery.Outcome;
import dev.inlet.delivery.Outcome.Refused;
import dev.inlet.endpoint.Answers;
import dev.inlet.endpoint.Connections;
import dev.inlet.endpoint.ErrorBody;
import dev.inlet.endpoint.JsonBody;
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

/** SegmentStream's tracking API: one hit a request, of at most 64 KB. */
@Controller("/{track:(?i)track}")
final class SegmentStreamController {
  private static final int LARGEST_HIT = 64 * 1024;

  private final Receiver receiver;
  private final Tracing tracing;

  SegmentStreamController(Receiver receiver, Tracing tracing) {
    this.receiver = receiver;
    this.tracing = tracing;
  }

  @Post
  @Consumes(MediaType.ALL)
  @Produces(MediaType.ALL)
  CompletionStage<HttpResponse<?>> receive(HttpRequest<?> request) {
    var body = JsonBody.anyhowIn(request, LARGEST_HIT);
    HttpHeaders headers = request.getHeaders();
    var credentials =
        Credentials.of(BasicCredentials.read(headers.getAll(HttpHeaders.AUTHORIZATION)));
    var delivery =
        new Delivery(
            Sender.SEGMENTSTREAM,
            () -> CompletableFuture.completedFuture(credentials),
            List.of(),
            Connections.threadOf(request),
            key ->
                body.readOf(key.accountId())
                    .thenApply(read -> read.then(SegmentStreamController::content)),
            body::discard,
            tracing.begin(Sender.SEGMENTSTREAM.wireName(), headers::get));
    return receiver.receive(delivery).thenApply(SegmentStreamController::answer);
  }

  private static Parsed<Content> content(byte[] body) {
    return Parsed.ok(() -> Json.object(body, "Body").then(Hit::read).then(Hit::messages));
  }

  private static HttpResponse<?> answer(Outcome outcome) {
    return outcome instanceof Refused refused
        ? Answers.refusal(refused, ErrorBody.of(refused.message()))
        : HttpResponse.noContent();
  }
}
