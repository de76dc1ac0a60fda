package dev.inlet.admin.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.inlet.account.ApiKey;
import dev.inlet.account.Sender;
import dev.inlet.admin.AdminAnswer;
import dev.inlet.call.CallType;
import dev.inlet.listing.Listing;
import dev.inlet.operate.Cursor;
import dev.inlet.operate.KeyRing;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An API key, as the contract describes it.
 *
 * @param key the secret, which is shown once; left out, not null, in every other answer
 */
@AdminAnswer
record KeyView(
    String id,
    String name,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String key,
    String prefix,
    List<String> permissions,
    List<String> senders,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant revokedAt,
    @Nullable Instant lastUsedAt) {

  static KeyView of(ApiKey key) {
    return of(key, null);
  }

  static KeyView of(KeyRing.Issued issued) {
    return of(issued.key(), issued.secret().text());
  }

  private static KeyView of(ApiKey key, @Nullable String secret) {
    return new KeyView(
        key.id(),
        key.name(),
        secret,
        key.prefix(),
        key.permissions().stream().map(CallType::wireName).toList(),
        key.senders().stream().map(Sender::wireName).toList(),
        key.createdAt(),
        key.expiresAt(),
        key.revokedAt(),
        key.lastUsedAt());
  }

  /** Never the secret: records are printed into logs by accident. */
  @Override
  public String toString() {
    return "KeyView[" + id + "]";
  }

  /**
   * A page of keys.
   *
   * @param nextCursor where the next page begins; null at the end
   */
  @AdminAnswer
  record Page(List<KeyView> keys, @Nullable String nextCursor) {

    static Page of(Listing<ApiKey> found) {
      return new Page(found.map(KeyView::of).items(), Cursor.next(found));
    }
  }
}
