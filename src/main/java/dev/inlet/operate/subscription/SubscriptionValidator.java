package dev.inlet.operate.subscription;

import dev.inlet.forward.WantedTypes;
import dev.inlet.operate.OperationRefused;
import dev.inlet.webhook.WebhookClient;
import dev.inlet.webhook.WebhookPolicy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is asked of a subscription; an {@link OperationRefused} says what of it cannot be, and
 * what to ask for instead.
 */
@Singleton
final class SubscriptionValidator {
  private static final int LONGEST_URL = 2_000;
  private static final int LONGEST_TYPES = 500;
  private static final int MOST_HEADERS = 10;
  private static final int LONGEST_HEADER = 2_000;
  private static final Duration LONGEST_OVERLAP = Duration.ofDays(7);
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");

  /** Headers that the client or the specification of webhooks sets itself. */
  private static final Set<String> OURS =
      Set.of(
          "host",
          "connection",
          "content-length",
          "content-type",
          "expect",
          "transfer-encoding",
          "upgrade",
          "user-agent",
          "webhook-id",
          "webhook-timestamp",
          "webhook-signature");

  private final WebhookPolicy policy;

  SubscriptionValidator(WebhookPolicy policy) {
    this.policy = policy;
  }

  /** An address that webhooks may go to; it must be there. */
  URI url(@Nullable String url) {
    if (url == null || url.isBlank() || url.length() > LONGEST_URL) {
      throw OperationRefused.wrong("Missing url: an https address of up to 2,000 characters");
    }
    try {
      var read = new URI(url);
      String objection = WebhookClient.objection(read, policy.allowsPrivate());
      if (objection != null) {
        throw OperationRefused.wrong(objection);
      }
      return read;
    } catch (URISyntaxException e) {
      throw OperationRefused.wrong("url must be an https address");
    }
  }

  /** Which changes it asks for; all of them when nobody says. */
  WantedTypes types(@Nullable Collection<String> names) {
    WantedTypes types =
        names == null
            ? WantedTypes.ALL
            : WantedTypes.named(names)
                .orElseThrow(
                    () ->
                        OperationRefused.wrong(
                            "types must be kinds of changes, such as contact.updated"));
    if (String.join(",", types.names()).length() > LONGEST_TYPES) {
      throw OperationRefused.wrong("types may be " + LONGEST_TYPES + " characters together");
    }
    return types;
  }

  /** The headers that its requests have besides, by name; none when nobody says. */
  Map<String, String> headers(@Nullable Map<String, String> headers) {
    if (headers == null) {
      return Map.of();
    }
    if (headers.size() > MOST_HEADERS) {
      throw OperationRefused.wrong("headers may be " + MOST_HEADERS + " at most");
    }
    headers.forEach(
        (name, value) -> {
          boolean isText = value.chars().allMatch(c -> c >= ' ' && c < 127);
          if (!HEADER.matcher(name).matches()
              || OURS.contains(name.toLowerCase(Locale.ROOT))
              || value.length() > LONGEST_HEADER
              || !isText) {
            throw OperationRefused.wrong("A header cannot be sent: " + name);
          }
        });
    return headers;
  }

  /** For how long another secret and the one before are both good; a day when nobody says. */
  Duration overlap(@Nullable String overlap) {
    if (overlap == null) {
      return Duration.ofDays(1);
    }
    try {
      Duration read = Duration.parse(overlap);
      if (!read.isNegative() && read.compareTo(LONGEST_OVERLAP) <= 0) {
        return read;
      }
    } catch (DateTimeParseException e) {
      // Refused below, like one out of range.
    }
    throw OperationRefused.wrong("overlap must be a duration from PT0S to P7D, such as PT24H");
  }
}
