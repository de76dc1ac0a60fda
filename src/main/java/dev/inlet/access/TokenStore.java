package dev.inlet.access;

import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import java.time.Instant;
import java.util.Optional;

/** Where API tokens are kept, for all instances. Every call may block. */
public interface TokenStore {

  /**
   * Keeps a new one.
   *
   * @param digest of its secret
   */
  void create(ApiToken token, String digest);

  /** The one whose secret has this digest. */
  Optional<ApiToken> findByDigest(String digest);

  /** The one of this id. */
  Optional<ApiToken> find(String id);

  /** All of them, the newest first. */
  Listing<ApiToken> list(Window window);

  /** Revokes one; leaves the time at which it was revoked before. */
  void revoke(String id, Instant at);

  /** Notes that it was used; a crash may lose that. */
  void used(String id, Instant at);
}
