package dev.inlet.trace.otlp;

import dev.inlet.trace.DeliveryTrace;
import dev.inlet.trace.TracedCall;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A delivery as the span that all other spans of its calls are below. */
record OtlpDelivery(Span span, OtlpTracing tracing) implements DeliveryTrace {
  @Override
  public boolean isFollowed() {
    return true;
  }

  @Override
  public void ofAccount(String accountId) {
    span.setAttribute(OtlpTracing.ACCOUNT, accountId);
  }

  @Override
  public void follow(Collection<String> types, List<TracedCall> calls) {
    span.setAttribute(OtlpTracing.TYPES, List.copyOf(types));
    OtlpTracing.describe(span, calls.stream().map(TracedCall::message).toList());
    tracing.follow(calls, span.getSpanContext());
  }

  @Override
  public void answered(String outcome, @Nullable String cause, boolean isFault) {
    span.setAttribute(OtlpTracing.OUTCOME, outcome);
    if (cause != null) {
      span.setAttribute(OtlpTracing.CAUSE, cause);
    }
    if (isFault) {
      span.setStatus(StatusCode.ERROR);
    }
    span.end();
  }
}
