package dev.inlet.webhook;

import dev.inlet.webhook.SubscriptionStore.Backlog;

/**
 * How far a subscription has come.
 *
 * @param lagSeconds how old the oldest change is that was not delivered yet, but for those that are
 *     set aside; 0 when there is none
 * @param lagChanges how many of those there are, {@link Standings#MOST} for more
 */
public record Standing(
    Subscription subscription, Backlog backlog, long lagSeconds, long lagChanges) {}
