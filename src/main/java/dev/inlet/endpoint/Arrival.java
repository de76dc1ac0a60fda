package dev.inlet.endpoint;

import io.netty.handler.codec.http.HttpRequest;

/**
 * One request from its head to its answer, and its share of the memory for all of them. Safe for
 * use by several threads.
 */
final class Arrival {
  private final HttpRequest head;
  private final RequestBudget.Share share;
  private volatile boolean letGo;

  Arrival(HttpRequest head, RequestBudget.Share share) {
    this.head = head;
    this.share = share;
  }

  @SuppressWarnings("ReferenceEquality") // this very request, not one like it
  boolean isOf(HttpRequest request) {
    return head == request;
  }

  /** Takes room for what has arrived of it; false when there is none. */
  boolean take(long bytes) {
    return share.take(bytes);
  }

  /** Counts it among those whose key is looked for in their body, if there is room for it. */
  boolean countForStrangers() {
    return share.countForStrangers();
  }

  /** Counts it for the account whose key it came with, if there is room for it. */
  boolean countFor(String accountId) {
    return share.countFor(accountId);
  }

  /** Gives its room back: nothing that still arrives of it is kept. */
  void letGo() {
    letGo = true;
    share.end();
  }

  boolean isLetGo() {
    return letGo;
  }
}
