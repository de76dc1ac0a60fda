package dev.inlet.webhook;

/**
 * Where webhooks may go.
 *
 * @param allowsPrivate whether to loopback and private addresses, and by plain http
 * @param batch how many changes one request has at most, of a subscription that wants several
 */
public record WebhookPolicy(boolean allowsPrivate, int batch) {}
