package dev.inlet.console.delivery;

import dev.inlet.account.ApiKey;
import dev.inlet.account.Sender;
import dev.inlet.call.CallType;
import dev.inlet.console.account.UnauthenticatedPage;
import dev.inlet.console.page.AccountChoice;
import dev.inlet.console.page.Link;
import dev.inlet.console.page.ListPage;
import dev.inlet.console.page.Section;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lists what reached Inlet for an account, and what was answered.
 *
 * @param isNewest whether the list begins with the newest delivery
 * @param keys the account's newest API keys
 * @param next where the list goes on; null at its end
 * @param searchedBackTo up to where it was looked through, when that ended for lack of time; null
 *     otherwise
 * @param answered how many of the account's deliveries this instance had answered before the list
 *     was read
 */
public record DeliveriesPage(
    AccountChoice choice,
    DeliverySearch search,
    List<DeliveryRow> deliveries,
    List<ApiKey> keys,
    boolean isNewest,
    @Nullable String next,
    @Nullable Instant searchedBackTo,
    long answered)
    implements ListPage {
  private static final Map<String, String> STATUSES = statusesInOrder();

  private static Map<String, String> statusesInOrder() {
    var statuses = new LinkedHashMap<String, String>();
    statuses.put("", "Any answer");
    statuses.put("accepted", "Accepted");
    statuses.put("repaired", "Accepted with warnings");
    statuses.put("refused", "Refused");
    statuses.put("200", "200 processed");
    statuses.put("202", "202 accepted");
    statuses.put("400", "400 malformed");
    statuses.put("401", "401 key not valid");
    statuses.put("403", "403 not allowed");
    statuses.put("501", "501 type not supported");
    statuses.put("503", "503 not now");
    return statuses;
  }

  @Override
  public String template() {
    return "deliveries";
  }

  @Override
  public String title() {
    return "Deliveries";
  }

  @Override
  public Section section() {
    return Section.DELIVERIES;
  }

  public List<String> types() {
    return Stream.of(CallType.values()).map(CallType::wireName).toList();
  }

  public List<String> senders() {
    return Stream.of(Sender.values()).map(Sender::wireName).toList();
  }

  /** The statuses to choose from, with what they mean. */
  public Map<String, String> statuses() {
    return STATUSES;
  }

  /** Where new deliveries are announced. */
  public String live() {
    return Link.to("/console/deliveries/live")
        .with("account", account())
        .with("shown", Long.toString(answered))
        .toString();
  }

  /** The beginning of this list. */
  public String newest() {
    return search.link(account()).toString();
  }

  /** What belongs to no account. */
  public String unauthenticated() {
    return UnauthenticatedPage.PATH;
  }
}
