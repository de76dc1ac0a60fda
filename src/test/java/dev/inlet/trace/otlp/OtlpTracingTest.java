package dev.inlet.trace.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.inlet.Figures;
import dev.inlet.trace.DeliveryTrace;
import dev.inlet.trace.ForwardTrace;
import dev.inlet.trace.Passed;
import dev.inlet.trace.TracedCall;
import dev.inlet.trace.TracedMessage;
import dev.inlet.trace.Tracing;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OtlpTracingTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  /** What somebody who samples few may pay for each of the others, in bytes. */
  private static final long MOST_BYTES = 1_024;

  private final List<SpanData> ended = new ArrayList<>();
  private final AtomicLong nanos = new AtomicLong();
  private final OtlpTracing tracing = tracing(Sampler.alwaysOn());

  private OtlpTracing tracing(Sampler sampler) {
    SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .setSampler(sampler)
            .addSpanProcessor(SimpleSpanProcessor.create(new Kept()))
            .build();
    OpenTelemetrySdk sdk = OpenTelemetrySdk.builder().setTracerProvider(provider).build();
    return new OtlpTracing(sdk, () -> NOW, nanos::get);
  }

  private final class Kept implements SpanExporter {
    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      ended.addAll(spans);
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }

  private static TracedMessage message(String id) {
    return new TracedMessage("acme", id);
  }

  private static TracedCall call(String id, Instant storedAt) {
    return new TracedCall(message(id), storedAt);
  }

  private SpanData delivered(String... ids) {
    DeliveryTrace trace = tracing.begin("destination", name -> null);
    trace.follow(List.of("track"), List.of(ids).stream().map(id -> call(id, NOW)).toList());
    trace.answered("accepted", null, false);
    return ended.getLast();
  }

  private List<SpanData> passed(String... ids) {
    int before = ended.size();
    tracing.passed(
        "journal",
        List.of(ids).stream().map(id -> new Passed(call(id, NOW), "durable")).toList(),
        Duration.ofMillis(7));
    return ended.subList(before, ended.size());
  }

  @Nested
  class Together {

    @Test
    void deliveriesOfABatchAreLinkedToItsFirst() {
      SpanData one = delivered("1");
      SpanData other = delivered("2");
      List<SpanData> spans = passed("0", "1", "2");
      assertEquals(
          List.of(one.getTraceId(), other.getTraceId()),
          spans.stream().map(SpanData::getTraceId).toList());
      assertEquals(List.of(), spans.getFirst().getLinks());
      assertEquals(
          spans.getFirst().getSpanContext(),
          spans.getLast().getLinks().getFirst().getSpanContext());
      assertEquals(3L, spans.getFirst().getAttributes().get(OtlpTracing.BATCH));
    }

    @Test
    void aStageEndsNowAndBeganBeforeByWhatItTook() {
      delivered("1");
      SpanData span = passed("1").getFirst();
      long end = Duration.between(Instant.EPOCH, NOW).toNanos();
      assertEquals(end, span.getEndEpochNanos());
      assertEquals(end - Duration.ofMillis(7).toNanos(), span.getStartEpochNanos());
    }

    @Test
    void oneRequestWithChangesOfSeveralCallsIsLinkedToAll() {
      SpanData one = delivered("1");
      SpanData other = delivered("2");
      ForwardTrace trace = tracing.forward("webhook", "sub_1", List.of(message("1"), message("2")));
      trace.ended(false);
      SpanData span = ended.getLast();
      assertEquals(one.getTraceId(), span.getTraceId());
      assertEquals(other.getSpanContext(), span.getLinks().getFirst().getSpanContext());
      assertEquals("failed", span.getAttributes().get(OtlpTracing.OUTCOME));
      assertEquals("sub_1", span.getAttributes().get(OtlpTracing.TO));
    }
  }

  @Test
  void aRepeatHasStagesOfItsOwnAndTheChangesStayWithTheFirst() {
    SpanData first = delivered("1");
    DeliveryTrace repeat = tracing.begin("destination", name -> null);
    repeat.follow(List.of("track"), List.of(call("1", NOW.plusSeconds(1))));
    repeat.answered("accepted", null, false);
    SpanData repeated = ended.getLast();

    tracing.passed(
        "process",
        List.of(
            new Passed(call("1", NOW), "processed"),
            new Passed(call("1", NOW.plusSeconds(1)), "repeated")),
        Duration.ZERO);
    tracing.forward("webhook", "sub_1", List.of(message("1"))).ended(true);

    List<String> traces = ended.stream().skip(2).map(SpanData::getTraceId).toList();
    assertEquals(List.of(first.getTraceId(), repeated.getTraceId(), first.getTraceId()), traces);
  }

  @Nested
  class Forgotten {

    @Test
    void anotherAccountsMessageOfTheSameIdIsNotFollowed() {
      delivered("1");
      assertSame(
          ForwardTrace.NONE,
          tracing.forward("webhook", "sub_1", List.of(new TracedMessage("other", "1"))));
    }

    @Test
    void aCallIsForgottenAfterSomeMinutes() {
      delivered("1");
      nanos.addAndGet(Duration.ofMinutes(5).minusSeconds(1).toNanos());
      assertEquals(1, passed("1").size());
      nanos.addAndGet(Duration.ofSeconds(2).toNanos());
      assertEquals(0, passed("1").size());
      assertSame(ForwardTrace.NONE, tracing.forward("webhook", "sub_1", List.of(message("1"))));
    }

    @Test
    void nothingIsFollowedAtFirst() {
      assertFalse(tracing.isFollowing());
      delivered("1");
      assertTrue(tracing.isFollowing());
    }
  }

  @Nested
  class Cost {

    @Test
    void whatIsNotSampledAllocatesNextToNothing() {
      Tracing few = tracing(Sampler.parentBased(Sampler.traceIdRatioBased(0)));
      long bytes = bytesOf(few);
      Figures.note("Traces", "a call that is not sampled allocates %d bytes", bytes);
      assertTrue(bytes <= MOST_BYTES, bytes + " bytes");
      assertFalse(few.isFollowing());
      assertEquals(List.of(), ended);
    }

    @Test
    void nothingIsAllocatedWhereNobodyTraces() {
      assertEquals(0, bytesOf(Tracing.OFF));
    }

    /** For one call, on average. */
    private long bytesOf(Tracing tracing) {
      var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      int times = 1_000;
      run(tracing, times);
      long before = threads.getCurrentThreadAllocatedBytes();
      run(tracing, times);
      return (threads.getCurrentThreadAllocatedBytes() - before) / times;
    }

    private void run(Tracing tracing, int times) {
      for (int i = 0; i < times; i++) {
        DeliveryTrace trace = tracing.begin("destination", name -> null);
        trace.ofAccount("acme");
        assertFalse(trace.isFollowed() || tracing.isFollowing());
        trace.answered("processed", null, false);
      }
    }
  }
}
