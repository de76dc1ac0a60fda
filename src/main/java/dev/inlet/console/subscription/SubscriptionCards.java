package dev.inlet.console.subscription;

import dev.inlet.account.Account;
import dev.inlet.console.page.AccountChoices;
import dev.inlet.operate.subscription.Subscribers;
import dev.inlet.webhook.Standings;
import dev.inlet.webhook.Subscription;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Gathers what is shown of subscriptions. */
@Singleton
final class SubscriptionCards {
  private final Subscribers subscribers;
  private final Standings standings;
  private final AccountChoices accounts;

  SubscriptionCards(Subscribers subscribers, Standings standings, AccountChoices accounts) {
    this.subscribers = subscribers;
    this.standings = standings;
    this.accounts = accounts;
  }

  /** All of them, the newest first. */
  List<SubscriptionCard> all() {
    return of(subscribers.all().reversed());
  }

  SubscriptionCard one(Subscription one) {
    return of(List.of(one)).getFirst();
  }

  /** The accounts that one may be for. */
  List<Account> accounts() {
    return accounts.newest();
  }

  private List<SubscriptionCard> of(Collection<Subscription> subscriptions) {
    Map<String, String> names =
        accounts.newest().stream().collect(Collectors.toMap(Account::id, Account::name));
    return standings.of(subscriptions).stream()
        .map(
            standing -> {
              String account = standing.subscription().accountId();
              return new SubscriptionCard(
                  standing, account == null ? null : names.getOrDefault(account, account));
            })
        .toList();
  }
}
