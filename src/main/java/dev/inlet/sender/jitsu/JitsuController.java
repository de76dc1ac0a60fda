package dev.inlet.sender.jitsu;

import dev.inlet.account.ApiKey;
import dev.inlet.account.Sender;
import dev.inlet.call.JsonObject;
import dev.inlet.codec.Parsed;
import dev.inlet.delivery.Content;
import dev.inlet.delivery.Message;
import dev.inlet.journal.JournalLimits;
import dev.inlet.receive.Receiver;
import dev.inlet.sender.Addition;
import dev.inlet.sender.CallDraft;
import dev.inlet.sender.CallerAddress;
import dev.inlet.sender.PresentedKeys;
import dev.inlet.sender.SdkRequest;
import dev.inlet.sender.SentCalls;
import dev.inlet.sender.jitsu.UserAgents.Traces;
import dev.inlet.trace.Tracing;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Jitsu's endpoint for Segment's SDKs, and its elder sister {@code compat}, which takes the same
 * calls; below both, where the SDKs really post. One call or a batch, wherever it is posted to.
 */
@Controller("/{api:(?i)api}/{version:(?i)v1}/{segment:(?i)segment}")
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
final class JitsuController {
  private static final int LARGEST_BODY = 512 * 1024;

  /** Jitsu's own limit. */
  private static final int LARGEST_CALL = 50 * 1024;

  private static final int MOST_CALLS = 2_500;
  private static final String WITHOUT_KEY =
      "API key is missing: send it as X-Auth-Token, as ?token= or as Basic user name";

  private final Receiver receiver;
  private final CallerAddress callerAddress;
  private final UserAgents userAgents;
  private final Enrichment enrichment;
  private final Tracing tracing;
  private final long largestRequest;

  JitsuController(
      Receiver receiver,
      CallerAddress callerAddress,
      UserAgents userAgents,
      Enrichment enrichment,
      Tracing tracing,
      JournalLimits limits) {
    this.receiver = receiver;
    this.callerAddress = callerAddress;
    this.userAgents = userAgents;
    this.enrichment = enrichment;
    this.tracing = tracing;
    this.largestRequest = SentCalls.largestRequest(limits);
  }

  @Post(
      uris = {
        "/",
        "/{compat:(?i)compat}",
        "/{v1:(?i)v1}/{batch:(?i)(batch|import)}",
        "/{compat:(?i)compat}/{v1:(?i)v1}/{batch:(?i)(batch|import)}"
      })
  CompletionStage<HttpResponse<?>> receive(HttpRequest<?> request) {
    var keys = PresentedKeys.inAuthorization(request).orInHeader("X-Auth-Token").orInQuery("token");
    var sent = new SdkRequest(request, LARGEST_BODY, keys, WITHOUT_KEY, tracing);
    return receiver
        .receive(sent.delivery(Sender.JITSU, (key, body) -> calls(key, body, request)))
        .thenApply(JitsuAnswer::to);
  }

  /**
   * The calls at once, when all their user agents are known. Reading others takes a while, in which
   * nobody else should have to wait for this thread.
   */
  private CompletionStage<Content> calls(ApiKey key, JsonObject body, HttpRequest<?> request) {
    var unknown = new LinkedHashSet<String>();
    Parsed<List<Message>> calls =
        read(
            body,
            request,
            userAgent -> {
              Traces known = userAgents.known(userAgent);
              if (known == null) {
                unknown.add(userAgent);
              }
              return known == null ? Traces.NONE : known;
            });
    return unknown.isEmpty() || calls instanceof Parsed.Bad<List<Message>>
        ? CompletableFuture.completedFuture(() -> calls)
        : userAgents
            .learn(key.accountId(), unknown)
            .thenApply(learnt -> () -> read(body, request, userAgent -> of(userAgent, learnt)));
  }

  private Traces of(String userAgent, Map<String, Traces> learnt) {
    Traces traces = learnt.getOrDefault(userAgent, userAgents.known(userAgent));
    return traces == null ? Traces.NONE : traces;
  }

  private Parsed<List<Message>> read(
      JsonObject body, HttpRequest<?> request, Function<String, Traces> traces) {
    var calls =
        new SentCalls(LARGEST_CALL, MOST_CALLS, largestRequest, new Completion(request, traces));
    return SentCalls.isBatch(body) ? calls.batch(body) : calls.single(body, null);
  }

  /** What Jitsu's own endpoint makes of a call. */
  private final class Completion implements Addition {
    private final HttpRequest<?> request;
    private final Function<String, Traces> traces;

    private Completion(HttpRequest<?> request, Function<String, Traces> traces) {
      this.request = request;
      this.traces = traces;
    }

    @Override
    public void addTo(CallDraft call) {
      Untyped.giveType(call);
      callerAddress.fill(call, request);
      enrichment.enrich(call, traces);
    }

    /** A call without a type may get its traits out of its context, where they stay. */
    @Override
    public long most(long bytes) {
      return 2 * bytes + Enrichment.MOST;
    }
  }
}
