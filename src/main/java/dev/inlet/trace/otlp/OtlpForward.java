package dev.inlet.trace.otlp;

import dev.inlet.trace.ForwardTrace;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;

/** An attempt to send changes as a span. */
record OtlpForward(Span span) implements ForwardTrace {
  @Override
  public String traceparent() {
    SpanContext its = span.getSpanContext();
    return "00-%s-%s-%s".formatted(its.getTraceId(), its.getSpanId(), its.getTraceFlags().asHex());
  }

  @Override
  public void ended(boolean isDelivered) {
    span.setAttribute(OtlpTracing.OUTCOME, isDelivered ? "delivered" : "failed");
    if (!isDelivered) {
      span.setStatus(StatusCode.ERROR);
    }
    span.end();
  }
}
