package dev.inlet.webhook;

import dev.inlet.codec.JsonMembers;
import dev.inlet.codec.Sha256;
import dev.inlet.forward.ShownChange;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a subscriber is sent: bodies and headers by the Standard Webhooks specification. */
final class Body {
  private Body() {}

  /** Changes as one body: alone, or as a batch for a subscription that wants those. */
  static byte[] of(List<ShownChange> changes, boolean batched) {
    ShownChange first = changes.getFirst();
    String text =
        batched
            ? whole(
                "batch",
                first.at(),
                new JsonMembers().array("changes", changes, ShownChange::json).toString())
            : whole(first.typeName(), first.at(), first.json());
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A body to try a subscription with, when there is no change to do it with. */
  static byte[] ofTest(Instant now) {
    return whole("inlet.test", now, new JsonMembers().text("message", "It works").toString())
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String whole(String type, Instant at, String data) {
    return new JsonMembers()
        .text("type", type)
        .instant("timestamp", at)
        .raw("data", data)
        .toString();
  }

  /**
   * The id of a request: the same each time that it is tried. After a crash batches may be put
   * together otherwise, and then have another one, or subscribers would take them for repeats.
   */
  static String id(String subscriptionId, List<ShownChange> changes) {
    String first = subscriptionId + "_" + changes.getFirst().position().text();
    if (changes.size() == 1) {
      return first;
    }
    String positions =
        changes.stream().map(one -> one.position().text()).collect(Collectors.joining(" "));
    return first + "_" + Sha256.shortHex(positions);
  }

  /** The headers of a request; those of the specification cannot be replaced. */
  static Map<String, String> headers(Secrets secrets, String id, Instant now, byte[] body) {
    var headers = new LinkedHashMap<>(secrets.headers());
    long timestamp = now.getEpochSecond();
    headers.put("Content-Type", "application/json");
    headers.put("User-Agent", "Inlet");
    headers.put("webhook-id", id);
    headers.put("webhook-timestamp", Long.toString(timestamp));
    headers.put("webhook-signature", Signature.of(secrets.inForce(now), id, timestamp, body));
    return headers;
  }
}
