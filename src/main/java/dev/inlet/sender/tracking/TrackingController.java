package dev.inlet.sender.tracking;

import dev.inlet.account.Sender;
import dev.inlet.call.CallType;
import dev.inlet.call.JsonObject;
import dev.inlet.codec.Parsed;
import dev.inlet.delivery.Message;
import dev.inlet.journal.JournalLimits;
import dev.inlet.receive.Receiver;
import dev.inlet.sender.CallerAddress;
import dev.inlet.sender.PresentedKeys;
import dev.inlet.sender.SdkRequest;
import dev.inlet.sender.SentCalls;
import dev.inlet.trace.Tracing;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/**
 * Segment's HTTP Tracking API: the paths its document lists, and those its SDKs really post to, in
 * any casing. Limits as documented: 32 KB a call, 500 KB and 2,500 calls a batch.
 */
@Controller(TrackingController.V1)
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
final class TrackingController {
  static final String V1 = "/{version:(?i)v1}";

  private static final int LARGEST_CALL = 32 * 1024;
  private static final int LARGEST_BATCH = 500 * 1024;
  private static final int MOST_CALLS = 2_500;
  private static final String WITHOUT_KEY =
      "API key is missing: send it as Basic user name, or as writeKey in the body";

  private final Receiver receiver;
  private final CallerAddress callerAddress;
  private final Tracing tracing;
  private final long largestRequest;

  TrackingController(
      Receiver receiver, CallerAddress callerAddress, Tracing tracing, JournalLimits limits) {
    this.receiver = receiver;
    this.callerAddress = callerAddress;
    this.tracing = tracing;
    this.largestRequest = SentCalls.largestRequest(limits);
  }

  @Post("/{name:(?i)(identify|track|page|screen|group|alias|i|t|p|s|g|a)}")
  CompletionStage<HttpResponse<?>> call(String name, HttpRequest<?> request) {
    CallType type = typeOf(name.toLowerCase(Locale.ROOT));
    return take(request, LARGEST_CALL, (calls, body) -> calls.single(body, type));
  }

  @Post("/{name:(?i)(batch|import|b)}")
  CompletionStage<HttpResponse<?>> batch(HttpRequest<?> request) {
    return take(request, LARGEST_BATCH, SentCalls::batch);
  }

  /** The SDKs' figures about themselves, which nobody here wants. */
  @Post("/{name:(?i)m}")
  HttpResponse<?> metrics() {
    return HttpResponse.ok(TrackingAnswer.SUCCESS).contentType(MediaType.APPLICATION_JSON_TYPE);
  }

  private CompletionStage<HttpResponse<?>> take(
      HttpRequest<?> request,
      int maxBytes,
      BiFunction<SentCalls, JsonObject, Parsed<List<Message>>> read) {
    var calls =
        new SentCalls(
            LARGEST_CALL, MOST_CALLS, largestRequest, callerAddress.additionFrom(request));
    var sent =
        new SdkRequest(
            request, maxBytes, PresentedKeys.inAuthorization(request), WITHOUT_KEY, tracing);
    return receiver
        .receive(sent.delivery(Sender.TRACKING, body -> read.apply(calls, body)))
        .thenApply(TrackingAnswer::to);
  }

  /** By its name or its first letter. */
  private static CallType typeOf(String name) {
    return Arrays.stream(CallType.values())
        .filter(type -> type.wireName().startsWith(name))
        .findFirst()
        .orElseThrow();
  }
}
