package dev.inlet.trace.otlp;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.inlet.codec.Sha256;
import dev.inlet.trace.DeliveryTrace;
import dev.inlet.trace.ForwardTrace;
import dev.inlet.trace.Passed;
import dev.inlet.trace.TracedCall;
import dev.inlet.trace.TracedMessage;
import dev.inlet.trace.Tracing;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Traces as spans. Of a batch, the first span of a followed delivery stands for all: the others are
 * linked to it, each in the trace of its own delivery.
 */
final class OtlpTracing implements Tracing {
  static final AttributeKey<String> SENDER = AttributeKey.stringKey("inlet.sender");
  static final AttributeKey<String> ACCOUNT = AttributeKey.stringKey("inlet.account");
  static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("inlet.outcome");
  static final AttributeKey<String> CAUSE = AttributeKey.stringKey("inlet.cause");
  static final AttributeKey<String> TO = AttributeKey.stringKey("inlet.forward.to");
  static final AttributeKey<Long> CALLS = AttributeKey.longKey("inlet.calls");
  static final AttributeKey<Long> BATCH = AttributeKey.longKey("inlet.batch.calls");
  static final AttributeKey<List<String>> TYPES = AttributeKey.stringArrayKey("inlet.types");

  /** A digest, which whoever knows the message's id can make and find the trace by. */
  static final AttributeKey<String> MESSAGE = AttributeKey.stringKey("inlet.message");

  /** What is journaled is processed and sent within seconds, or is not worth following. */
  private static final Duration FOLLOWED_FOR = Duration.ofMinutes(5);

  private static final int MOST_FOLLOWED = 10_000;
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(2);
  private static final String TRACEPARENT = "traceparent";

  /** The sender's {@code tracestate} is left out: it could say anything. */
  private static final TextMapGetter<String> ONE_HEADER =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String value) {
          return List.of(TRACEPARENT);
        }

        @Override
        public @Nullable String get(@Nullable String value, String name) {
          return name.equals(TRACEPARENT) ? value : null;
        }
      };

  private final OpenTelemetrySdk sdk;
  private final Tracer tracer;
  private final InstantSource clock;
  private final Cache<TracedCall, SpanContext> calls;

  /** By what their changes are known by; a repeat makes none, so the first delivery has them. */
  private final Cache<TracedMessage, SpanContext> messages;

  OtlpTracing(OpenTelemetrySdk sdk, InstantSource clock, Ticker ticker) {
    this.sdk = sdk;
    this.tracer = sdk.getTracer("dev.inlet");
    this.clock = clock;
    this.calls = forSomeTime(ticker);
    this.messages = forSomeTime(ticker);
  }

  private static <K> Cache<K, SpanContext> forSomeTime(Ticker ticker) {
    return Caffeine.newBuilder()
        .maximumSize(MOST_FOLLOWED)
        .expireAfterWrite(FOLLOWED_FOR)
        .ticker(ticker)
        .build();
  }

  @Override
  public DeliveryTrace begin(String sender, Function<String, @Nullable String> headers) {
    Span span =
        tracer
            .spanBuilder("receive " + sender)
            .setParent(parent(headers.apply(TRACEPARENT)))
            .setSpanKind(SpanKind.SERVER)
            .startSpan();
    if (!span.getSpanContext().isSampled()) {
      return DeliveryTrace.NONE;
    }
    span.setAttribute(SENDER, sender);
    return new OtlpDelivery(span, this);
  }

  private static Context parent(@Nullable String traceparent) {
    return traceparent == null
        ? Context.root()
        : W3CTraceContextPropagator.getInstance().extract(Context.root(), traceparent, ONE_HEADER);
  }

  void follow(List<TracedCall> followed, SpanContext delivery) {
    for (TracedCall call : followed) {
      calls.put(call, delivery);
      messages.asMap().putIfAbsent(call.message(), delivery);
    }
  }

  @Override
  public boolean isFollowing() {
    return calls.estimatedSize() > 0;
  }

  /** Calls of one delivery that had the same outcome. */
  private record Group(SpanContext delivery, String outcome) {}

  @Override
  public void passed(String stage, List<Passed> batch, Duration took) {
    Map<Group, List<TracedMessage>> groups = new LinkedHashMap<>();
    for (Passed one : batch) {
      SpanContext delivery = calls.getIfPresent(one.call());
      if (delivery != null) {
        groups
            .computeIfAbsent(new Group(delivery, one.outcome()), any -> new ArrayList<>())
            .add(one.call().message());
      }
    }
    Instant end = clock.instant();
    SpanContext first = null;
    for (Map.Entry<Group, List<TracedMessage>> group : groups.entrySet()) {
      SpanBuilder builder =
          child(stage, group.getKey().delivery(), SpanKind.INTERNAL)
              .setStartTimestamp(end.minus(took))
              .setAttribute(BATCH, (long) batch.size());
      if (first != null) {
        builder.addLink(first);
      }
      Span span = builder.startSpan();
      describe(span, group.getValue());
      span.setAttribute(OUTCOME, group.getKey().outcome());
      span.end(end);
      first = first == null ? span.getSpanContext() : first;
    }
  }

  @Override
  public ForwardTrace forward(String by, String to, List<TracedMessage> changed) {
    List<SpanContext> deliveries =
        messages.getAllPresent(changed).values().stream().distinct().toList();
    if (deliveries.isEmpty()) {
      return ForwardTrace.NONE;
    }
    SpanBuilder builder = child("forward " + by, deliveries.getFirst(), SpanKind.CLIENT);
    deliveries.subList(1, deliveries.size()).forEach(builder::addLink);
    Span span = builder.startSpan();
    describe(span, changed);
    span.setAttribute(TO, to);
    return new OtlpForward(span);
  }

  private SpanBuilder child(String name, SpanContext delivery, SpanKind kind) {
    return tracer
        .spanBuilder(name)
        .setParent(Context.root().with(Span.wrap(delivery)))
        .setSpanKind(kind);
  }

  /** What a span is about. */
  static void describe(Span span, List<TracedMessage> about) {
    TracedMessage first = about.getFirst();
    span.setAttribute(ACCOUNT, first.accountId());
    span.setAttribute(CALLS, (long) about.size());
    if (about.size() == 1) {
      span.setAttribute(MESSAGE, Sha256.shortHex(first.accountId() + " " + first.messageId()));
    }
  }

  @Override
  public void close() {
    sdk.shutdown().join(ENDS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
  }
}
