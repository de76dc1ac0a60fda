package dev.inlet;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.Request.Method;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.report.ValidationReport.Level;
import io.swagger.parser.OpenAPIParser;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The contract in {@code openapi/inlet.yml}, to hold the answers of a running server against.
 * Reading the file takes a second or two; what is read can be shared by tests and threads.
 */
public final class Contract {
  static final String FILE = "/openapi/inlet.yml";

  private static final String NO_SUCH_METHOD = "validation.request.operation.notAllowed";
  private static final String NO_BODY = "validation.response.body.missing";

  private final OpenApiInteractionValidator validator;
  private final Paths paths;
  private final List<Documented> documented;

  private Contract(OpenApiInteractionValidator validator, Paths paths) {
    this.validator = validator;
    this.paths = paths;
    this.documented =
        paths.entrySet().stream()
            .map(path -> Documented.of(path.getKey(), path.getValue().getServers() != null))
            .sorted(Comparator.comparingLong(Documented::variables))
            .toList();
  }

  /** A path of one of the ports; what it has a variable for may be anything. */
  private record Documented(String path, boolean onAdminPort, Pattern pattern) {
    static Documented of(String path, boolean onAdminPort) {
      return new Documented(
          path, onAdminPort, Pattern.compile(path.replaceAll("\\{[^/]+}", "[^/]+")));
    }

    long variables() {
      return path.chars().filter(c -> c == '{').count();
    }
  }

  /** Reads the contract from the class path, from where the server serves it too. */
  public static Contract load() {
    return new Contract(
        OpenApiInteractionValidator.createForSpecificationUrl(FILE).build(),
        new OpenAPIParser().readLocation(FILE, null, new ParseOptions()).getOpenAPI().getPaths());
  }

  /** The documented path of a port, such as {@code /api/accounts/{account}}, that a path is of. */
  Optional<String> documentedPath(String path, boolean onAdminPort) {
    return documented.stream()
        .filter(one -> one.onAdminPort == onAdminPort && one.pattern.matcher(path).matches())
        .map(Documented::path)
        .findFirst();
  }

  /** Every documented answer, such as {@code POST /destination 400}. */
  Stream<String> answers() {
    return paths.entrySet().stream()
        .flatMap(
            path ->
                path.getValue().readOperationsMap().entrySet().stream()
                    .flatMap(
                        operation ->
                            operation.getValue().getResponses().keySet().stream()
                                .map(
                                    status ->
                                        operation.getKey() + " " + path.getKey() + " " + status)));
  }

  /**
   * Passes when the contract documents this answer: the status for this operation, the headers, the
   * media type, and a body with nothing missing, misshapen or undocumented. No body is as good as
   * <code>{}</code>. A method that the path does not have may be answered 405, as documented for
   * the methods it has.
   *
   * @param path with or without a query
   * @throws AssertionError naming everything that the contract does not allow
   */
  public void holds(
      String method,
      String path,
      int status,
      Map<String, List<String>> headers,
      @Nullable String body) {
    Answer answer = new Answer(status, headers, body == null ? "" : body);
    List<String> violations = violations(Method.valueOf(method), path.split("\\?", 2)[0], answer);
    if (!violations.isEmpty()) {
      throw new AssertionError(
          "%s %s answered %d with what the contract does not allow:%n- %s%n%s"
              .formatted(method, path, status, String.join("\n- ", violations), answer.body));
    }
  }

  /** Passes when a request is as the contract asks for. */
  void allows(Request request) {
    List<String> violations = messages(validator.validateRequest(request)).toList();
    if (!violations.isEmpty()) {
      throw new AssertionError(
          "The contract does not allow %s %s:%n- %s"
              .formatted(request.getMethod(), request.getPath(), String.join("\n- ", violations)));
    }
  }

  private List<String> violations(Method method, String path, Answer answer) {
    ValidationReport report = check(method, path, answer);
    if (answer.status == 405) {
      if (!has(report, NO_SUCH_METHOD)) {
        return List.of("405, although the contract has this method");
      }
      report = checkAsAnyMethodOf(path, answer);
    }
    Stream<String> untyped =
        answer.body.isBlank() || answer.hasContentType()
            ? Stream.empty()
            : Stream.of("a body without Content-Type");
    return Stream.concat(messages(report), untyped).toList();
  }

  private ValidationReport checkAsAnyMethodOf(String path, Answer answer) {
    return Arrays.stream(Method.values())
        .map(method -> check(method, path, answer))
        .filter(report -> !has(report, NO_SUCH_METHOD))
        .findFirst()
        .orElseThrow();
  }

  private ValidationReport check(Method method, String path, Answer answer) {
    ValidationReport report = validator.validateResponse(path, method, answer.response());
    return has(report, NO_BODY)
        ? validator.validateResponse(path, method, answer.withEmptyObject().response())
        : report;
  }

  private static boolean has(ValidationReport report, String key) {
    return report.getMessages().stream().anyMatch(message -> message.getKey().equals(key));
  }

  private static Stream<String> messages(ValidationReport report) {
    return report.getMessages().stream()
        .filter(message -> message.getLevel() != Level.IGNORE)
        .map(message -> message.getMessage() + " (" + message.getKey() + ")");
  }

  private record Answer(int status, Map<String, List<String>> headers, String body) {

    SimpleResponse response() {
      SimpleResponse.Builder response = SimpleResponse.Builder.status(status);
      headers.forEach(response::withHeader);
      if (!body.isBlank()) {
        response.withBody(body);
      }
      return response.build();
    }

    boolean hasContentType() {
      return headers.keySet().stream().anyMatch("Content-Type"::equalsIgnoreCase);
    }

    Answer withEmptyObject() {
      Map<String, List<String>> typed =
          headers.entrySet().stream()
              .filter(header -> !header.getKey().equalsIgnoreCase("Content-Type"))
              .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
      typed.put("Content-Type", List.of("application/json"));
      return new Answer(status, typed, "{}");
    }
  }
}
