package dev.inlet.account;

import dev.inlet.call.CallType;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an account puts into Segment, as far as Inlet remembers it: the key itself is shown once, at
 * its creation, and kept only as a digest.
 *
 * @param prefix the key's first characters, by which people recognise it
 * @param permissions the call types it may send
 * @param senders the protocols it opens
 * @param lastUsedAt when it last brought a call, to the minute
 */
public record ApiKey(
    String id,
    String accountId,
    String name,
    String prefix,
    Set<CallType> permissions,
    Set<Sender> senders,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant revokedAt,
    @Nullable Instant lastUsedAt) {}
