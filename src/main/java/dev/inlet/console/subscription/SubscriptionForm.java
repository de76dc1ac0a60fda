package dev.inlet.console.subscription;

import dev.inlet.console.page.Form;
import dev.inlet.forward.ChangeType;
import dev.inlet.operate.OperationRefused;
import dev.inlet.operate.subscription.Subscribers.Wish;
import dev.inlet.webhook.Subscription;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is asked of a subscription, as it was typed.
 *
 * @param once by which whoever sends the form twice makes one subscription
 * @param account empty for all
 * @param headers one in each line
 */
public record SubscriptionForm(
    String once, String url, String account, List<String> types, String headers, boolean batched) {

  /** An empty one. */
  static SubscriptionForm empty(String once) {
    List<String> all = Stream.of(ChangeType.values()).map(ChangeType::wireName).toList();
    return new SubscriptionForm(once, "", "", all, "", false);
  }

  static SubscriptionForm of(Form form) {
    return new SubscriptionForm(
        form.text("once"),
        form.text("url").strip(),
        form.text("account"),
        form.texts("type"),
        form.text("headers"),
        form.has("batch"));
  }

  /** As one is now; its headers are not shown. */
  static SubscriptionForm of(Subscription one) {
    return new SubscriptionForm(
        "",
        one.url().toString(),
        one.accountId() == null ? "" : one.accountId(),
        one.types(),
        "",
        one.batched());
  }

  /** What is asked for; an {@link OperationRefused} when a header is written in no known way. */
  Wish wish() {
    return new Wish(
        url,
        types,
        account.isEmpty() ? null : account,
        headers.isBlank() ? null : headerMap(),
        batched,
        null);
  }

  private Map<String, String> headerMap() {
    var map = new LinkedHashMap<String, String>();
    for (String line : headers.lines().filter(line -> !line.isBlank()).toList()) {
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw OperationRefused.wrong("Write each header as a line, such as X-Team: growth");
      }
      map.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
    }
    return map;
  }

  /** Whether changes of a type are ticked. */
  public boolean asksFor(String type) {
    return types.contains(type);
  }

  /** All kinds there are, and those of plug-ins that are asked for. */
  public List<String> allTypes() {
    return Stream.concat(Stream.of(ChangeType.values()).map(ChangeType::wireName), types.stream())
        .distinct()
        .toList();
  }
}
