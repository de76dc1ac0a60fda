package dev.inlet;

import com.atlassian.oai.validator.model.Request.Method;
import com.atlassian.oai.validator.model.SimpleRequest;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The examples in the contract, put together to whole requests and answers. */
final class ContractExamples {
  private final OpenAPI api;

  ContractExamples(OpenAPI api) {
    this.api = api;
  }

  /** Every operation of the contract. */
  Stream<Call> calls() {
    return api.getPaths().entrySet().stream()
        .flatMap(
            path ->
                path.getValue().readOperationsMap().entrySet().stream()
                    .map(
                        operation ->
                            new Call(
                                path.getKey(),
                                Method.valueOf(operation.getKey().name()),
                                operation.getValue(),
                                parameters(path.getValue(), operation.getValue()))));
  }

  /** Every answer of every operation that has a body. */
  Stream<Answer> answers() {
    return calls().flatMap(Call::answers);
  }

  private static List<Parameter> parameters(PathItem path, Operation operation) {
    return Stream.of(path.getParameters(), operation.getParameters())
        .filter(Objects::nonNull)
        .flatMap(List::stream)
        .distinct()
        .toList();
  }

  private List<Body> bodies(Content content) {
    List<Body> bodies = new ArrayList<>();
    content.forEach(
        (type, media) -> {
          if (media.getExample() != null) {
            bodies.add(new Body("example", type, text(media.getExample())));
          }
          orEmpty(media.getExamples())
              .forEach((name, example) -> bodies.add(new Body(name, type, text(value(example)))));
        });
    return bodies;
  }

  private Object value(Example example) {
    String shared = example.get$ref();
    return shared == null
        ? example.getValue()
        : api.getComponents()
            .getExamples()
            .get(shared.substring(shared.lastIndexOf('/') + 1))
            .getValue();
  }

  private static String text(Object example) {
    return example instanceof String text ? text : Json.pretty(example);
  }

  private static <V> Map<String, V> orEmpty(Map<String, V> map) {
    return map == null ? Map.of() : map;
  }

  /** One example of a body. */
  record Body(String name, String mediaType, String text) {}

  /** One operation. */
  final class Call {
    final String path;
    final Method method;
    private final Operation operation;
    private final List<Parameter> parameters;

    private Call(String path, Method method, Operation operation, List<Parameter> parameters) {
      this.path = path;
      this.method = method;
      this.operation = operation;
      this.parameters = parameters;
    }

    boolean takesBody() {
      return operation.getRequestBody() != null;
    }

    List<Body> bodies() {
      return ContractExamples.this.bodies(operation.getRequestBody().getContent());
    }

    Stream<Answer> answers() {
      return operation.getResponses().entrySet().stream()
          .filter(response -> response.getValue().getContent() != null)
          .map(entry -> new Answer(this, Integer.parseInt(entry.getKey()), entry.getValue()));
    }

    SimpleRequest request(Body body) {
      return request().withContentType(body.mediaType).withBody(body.text).build();
    }

    /** The request with every parameter that has an example, and as yet no body. */
    SimpleRequest.Builder request() {
      SimpleRequest.Builder request = new SimpleRequest.Builder(method, filledPath());
      if (needs("apiKey")) {
        request.withAuthorization("Basic c2VnbWVudDo=");
      } else if (needs("adminPassword")) {
        request.withAuthorization("Bearer password");
      }
      in("query").forEach(query -> request.withQueryParam(query.getName(), example(query)));
      in("header").forEach(header -> request.withHeader(header.getName(), example(header)));
      return request;
    }

    String filledPath() {
      String filled = path;
      for (Parameter parameter : in("path").toList()) {
        filled = filled.replace("{" + parameter.getName() + "}", example(parameter));
      }
      return filled;
    }

    private Stream<Parameter> in(String place) {
      return parameters.stream().filter(parameter -> parameter.getIn().equals(place));
    }

    private boolean needs(String scheme) {
      return Objects.requireNonNullElse(operation.getSecurity(), api.getSecurity()).stream()
          .anyMatch(requirement -> requirement.containsKey(scheme));
    }

    private String example(Parameter parameter) {
      Object example =
          parameter.getExamples() == null
              ? parameter.getExample()
              : value(parameter.getExamples().values().iterator().next());
      return text(Objects.requireNonNull(example, () -> parameter.getName() + " has no example"));
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  /** One answer of an operation. */
  final class Answer {
    final Call call;
    final int status;
    private final ApiResponse response;

    private Answer(Call call, int status, ApiResponse response) {
      this.call = call;
      this.status = status;
      this.response = response;
    }

    List<Body> bodies() {
      return ContractExamples.this.bodies(response.getContent());
    }

    Map<String, List<String>> headers(Body body) {
      Map<String, List<String>> headers = new TreeMap<>();
      headers.put("Content-Type", List.of(body.mediaType));
      Map<String, Header> documented = orEmpty(response.getHeaders());
      documented.forEach((name, header) -> headers.put(name, List.of(text(header.getExample()))));
      return headers;
    }

    /** The names of the fields that the body may have. */
    List<String> fields() {
      return response.getContent().values().stream()
          .map(media -> (Map<?, ?>) media.getSchema().getProperties())
          .filter(Objects::nonNull)
          .flatMap(properties -> properties.keySet().stream())
          .map(String::valueOf)
          .toList();
    }

    @Override
    public String toString() {
      return call + " " + status;
    }
  }
}
