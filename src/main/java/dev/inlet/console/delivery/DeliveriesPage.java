package dev.inlet.console.delivery;

import dev.inlet.account.ApiKey;
import dev.inlet.account.Sender;
import dev.inlet.call.CallType;
import dev.inlet.console.account.UnauthenticatedPage;
import dev.inlet.console.page.AccountChoice;
import dev.inlet.console.page.Link;
import dev.inlet.console.page.ListPage;
import dev.inlet.console.page.Section;
import dev.inlet.operate.saved.SavedFilter;
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
 * @param saved filters that are saved
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
    List<SavedFilter> saved,
    List<DeliveryRow> deliveries,
    List<ApiKey> keys,
    boolean isNewest,
    @Nullable String next,
    @Nullable Instant searchedBackTo,
    long answered)
    implements ListPage {
  private static final String SAVED = "/console/deliveries/filters";
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

  /** The deliveries by a filter that is saved. */
  public String link(SavedFilter filter) {
    return DeliverySearch.of(filter).link(account()).toString();
  }

  /** Whether that filter is the one in use. */
  public boolean isShown(SavedFilter filter) {
    return DeliverySearch.of(filter).fields().equals(search.fields());
  }

  /** Whether what is looked for can be saved: it names no person and no message. */
  public boolean isSavable() {
    return !search.isAny()
        && search.get("person").isEmpty()
        && search.get("messageId").isEmpty()
        && saved.stream().noneMatch(this::isShown);
  }

  /** Where the filter in use is saved. */
  public String saving() {
    return Link.to(SAVED).with("account", account()).toString();
  }

  /** Where a filter is removed. */
  public String removing(SavedFilter filter) {
    return Link.to(SAVED + "/" + filter.id() + "/remove").with("account", account()).toString();
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
