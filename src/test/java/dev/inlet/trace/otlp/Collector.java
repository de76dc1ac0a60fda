package dev.inlet.trace.otlp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.inlet.RunningInlet;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/** Takes traces by OTLP over real HTTP, as protobuf. */
final class Collector implements AutoCloseable {
  private final HttpServer server;
  private final List<ResourceSpans> all = new CopyOnWriteArrayList<>();

  /** Takes connections on loopback. */
  Collector() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/traces", this::take);
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
      InputStream sent = exchange.getRequestBody();
      InputStream body = "gzip".equals(encoding) ? new GZIPInputStream(sent) : sent;
      all.addAll(ExportTraceServiceRequest.parseFrom(body.readAllBytes()).getResourceSpansList());
      exchange.sendResponseHeaders(200, -1);
    }
  }

  /** What {@code OTEL_EXPORTER_OTLP_ENDPOINT} is to be. */
  String endpoint() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** All spans that have come. */
  List<Span> spans() {
    return all.stream()
        .flatMap(one -> one.getScopeSpansList().stream())
        .map(ScopeSpans::getSpansList)
        .flatMap(List::stream)
        .toList();
  }

  /** Waits until a trace has so many spans, and returns them. */
  List<Span> trace(String traceId, int spans) {
    return RunningInlet.await(
        () -> spans().stream().filter(one -> traceId.equals(traceId(one))).toList(),
        found -> found.size() >= spans);
  }

  /** What the spans say of who sends them. */
  List<Map<String, Object>> resources() {
    return all.stream().map(ResourceSpans::getResource).map(Collector::attributes).toList();
  }

  private static Map<String, Object> attributes(Resource resource) {
    return attributes(resource.getAttributesList());
  }

  /** The attributes of a span, by their names. */
  static Map<String, Object> attributes(Span span) {
    return attributes(span.getAttributesList());
  }

  private static Map<String, Object> attributes(List<KeyValue> pairs) {
    Map<String, Object> attributes = new TreeMap<>();
    pairs.forEach(pair -> attributes.put(pair.getKey(), value(pair.getValue())));
    return attributes;
  }

  private static Object value(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case INT_VALUE -> value.getIntValue();
      case ARRAY_VALUE ->
          value.getArrayValue().getValuesList().stream().map(Collector::value).toList();
      default -> throw new IllegalArgumentException("Nothing that Inlet tells: " + value);
    };
  }

  /** The trace of a span, in hexadecimal digits. */
  static String traceId(Span span) {
    return HexFormat.of().formatHex(span.getTraceId().toByteArray());
  }

  /** A span's id, in hexadecimal digits. */
  static String spanId(Span span) {
    return HexFormat.of().formatHex(span.getSpanId().toByteArray());
  }

  /** The id of the span above one; empty when there is none. */
  static String parentId(Span span) {
    return HexFormat.of().formatHex(span.getParentSpanId().toByteArray());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
