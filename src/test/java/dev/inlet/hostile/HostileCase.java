package dev.inlet.hostile;

/**
 * One request that means no good.
 *
 * @param endsEarly whether the sender says after it that nothing more will come
 */
record HostileCase(String name, Verdict verdict, Request request, boolean endsEarly) {

  /** Makes the request, with the id of the contact that it would create. */
  @FunctionalInterface
  interface Request {
    byte[] bytes(Head good, String id);
  }

  /** Makes a body. */
  @FunctionalInterface
  interface Body {
    byte[] bytes(String id);
  }

  /** A good head and a strange body. */
  static HostileCase body(String name, Verdict verdict, Body body) {
    return request(name, verdict, (good, id) -> good.bytes(body.bytes(id)));
  }

  /** The same, with a body of text. */
  static HostileCase json(
      String name, Verdict verdict, java.util.function.UnaryOperator<String> json) {
    return body(name, verdict, id -> Head.utf8(json.apply(id)));
  }

  static HostileCase request(String name, Verdict verdict, Request request) {
    return new HostileCase(name, verdict, request, false);
  }

  /** A request after which the sender falls silent for good. */
  static HostileCase halfSent(String name, Verdict verdict, Request request) {
    return new HostileCase(name, verdict, request, true);
  }

  /** A call that would create a contact of this id. */
  static String identify(String id) {
    return "{\"type\":\"identify\",\"userId\":\"" + id + "\"}";
  }

  /** The id of the contact that a request hidden in the one of this id would create. */
  static String hidden(String id) {
    return id + "-hidden";
  }
}
