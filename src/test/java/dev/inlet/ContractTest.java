package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.ContractExamples.Answer;
import dev.inlet.ContractExamples.Body;
import dev.inlet.ContractExamples.Call;
import io.swagger.parser.OpenAPIParser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ContractTest {
  private static final Contract CONTRACT = Contract.load();
  private static final SwaggerParseResult PARSED = parse();
  private static final ContractExamples EXAMPLES = new ContractExamples(PARSED.getOpenAPI());

  @Test
  void contractParsesWithoutMessages() {
    assertEquals(List.of(), PARSED.getMessages());
  }

  @Test
  void everyAnswerWithABodyHasAnExample() {
    assertEquals(
        List.of(), EXAMPLES.answers().filter(answer -> answer.bodies().isEmpty()).toList());
  }

  @Test
  void everyRequestBodyHasAnExample() {
    assertEquals(
        List.of(),
        EXAMPLES.calls().filter(Call::takesBody).filter(call -> call.bodies().isEmpty()).toList());
  }

  @Test
  void everyExampleOfAnAnswerFitsTheContract() {
    assertAll(
        EXAMPLES
            .answers()
            .flatMap(answer -> answer.bodies().stream().map(body -> () -> fits(answer, body))));
  }

  @Test
  void everyExampleOfARequestFitsTheContract() {
    assertAll(EXAMPLES.calls().flatMap(ContractTest::fits));
  }

  @Test
  void everyRefusalIsAMessageAndNothingElse() {
    assertAll(
        EXAMPLES
            .answers()
            .filter(answer -> answer.status >= 400 && !answer.call.path.startsWith("/health"))
            .map(answer -> () -> assertEquals(List.of("message"), said(answer), answer::toString)));
  }

  /** The fields of an answer, but for the Tracking API's own way to say what the status says. */
  private static List<String> said(Answer answer) {
    return answer.fields().stream()
        .filter(field -> !(answer.call.path.startsWith("/v1/") && field.equals("success")))
        .toList();
  }

  private static void fits(Answer answer, Body body) {
    // No documented method is answered 405, so one stands in that no path has.
    String method = answer.status == 405 ? "TRACE" : answer.call.method.name();
    CONTRACT.holds(
        method, answer.call.filledPath(), answer.status, answer.headers(body), body.text());
  }

  private static Stream<Executable> fits(Call call) {
    return call.takesBody()
        ? call.bodies().stream().map(body -> () -> CONTRACT.allows(call.request(body)))
        : Stream.of(() -> CONTRACT.allows(call.request().build()));
  }

  private static SwaggerParseResult parse() {
    ParseOptions options = new ParseOptions();
    options.setResolve(true);
    options.setResolveFully(true);
    return new OpenAPIParser().readLocation(Contract.FILE, null, options);
  }

  @Nested
  class Holds {
    private static final Map<String, List<String>> JSON =
        Map.of("content-type", List.of("application/json;charset=utf-8"));

    @Test
    void answerAsDocumentedPasses() {
      CONTRACT.holds("POST", "/destination", 400, JSON, "{\"message\":\"Missing userId\"}");
    }

    @Test
    void noBodyIsAsGoodAsAnEmptyObject() {
      CONTRACT.holds("POST", "/destination", 200, Map.of(), null);
      CONTRACT.holds("POST", "/destination", 200, JSON, "{}");
    }

    @Test
    void queryIsNoPartOfThePath() {
      CONTRACT.holds(
          "GET", "/api/accounts?limit=1", 200, JSON, "{\"accounts\":[],\"nextCursor\":null}");
    }

    @Test
    void undocumentedStatusIsNoticed() {
      assertNoticed("418", "POST", "/destination", 418, JSON, "{\"message\":\"I am a teapot\"}");
    }

    @Test
    void undocumentedPathIsNoticed() {
      assertNoticed("/nowhere", "GET", "/nowhere", 200, JSON, "{}");
    }

    @Test
    void undocumentedFieldIsNoticed() {
      assertNoticed("path", "POST", "/destination", 400, JSON, "{\"message\":\"m\",\"path\":1}");
    }

    @Test
    void undocumentedFieldOfAListedContactIsNoticed() {
      String contact =
          """
          {"contacts":[{"id":"1","userId":"1","anonymousIds":[],"fields":{"shoeSize":42},"traits":{},
          "companies":[],"firstSeenAt":"2026-03-02T09:00:00Z","lastSeenAt":"2026-03-02T09:00:00Z"}],
          "nextCursor":null}
          """;
      assertNoticed("shoeSize", "GET", "/api/accounts/acme/contacts", 200, JSON, contact);
    }

    @Test
    void refusalWithoutAMessageIsNoticed() {
      assertNoticed("message", "POST", "/destination", 400, JSON, "");
    }

    @Test
    void missingHeaderIsNoticed() {
      assertNoticed(
          "WWW-Authenticate",
          "POST",
          "/destination",
          401,
          JSON,
          "{\"message\":\"API key expired\"}");
    }

    @Test
    void wrongMediaTypeIsNoticed() {
      Map<String, List<String>> html = Map.of("Content-Type", List.of("text/html"));
      assertNoticed("text/html", "POST", "/destination", 400, html, "<h1>Bad request</h1>");
    }

    @Test
    void missingMediaTypeIsNoticed() {
      assertNoticed("Content-Type", "POST", "/destination", 400, Map.of(), "{\"message\":\"m\"}");
    }

    @Test
    void methodThatThePathDoesNotHaveMayBeAnswered405() {
      Map<String, List<String>> headers = new TreeMap<>(JSON);
      headers.put("Allow", List.of("POST"));
      CONTRACT.holds("GET", "/destination", 405, headers, "{\"message\":\"Use POST\"}");
      assertNoticed("405", "POST", "/destination", 405, headers, "{\"message\":\"Use POST\"}");
      assertNoticed("Allow", "GET", "/destination", 405, JSON, "{\"message\":\"Use POST\"}");
    }

    private void assertNoticed(
        String what,
        String method,
        String path,
        int status,
        Map<String, List<String>> headers,
        String body) {
      AssertionError noticed =
          assertThrows(
              AssertionError.class, () -> CONTRACT.holds(method, path, status, headers, body));
      String violations = noticed.getMessage().lines().skip(1).toList().toString();
      assertTrue(violations.contains(what), noticed.getMessage());
    }
  }
}
