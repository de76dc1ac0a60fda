package dev.inlet.operate.saved;

import java.time.Instant;
import java.util.Map;

/**
 * A filter of the deliveries that somebody has saved, for everybody.
 *
 * @param filter by the names of the admin API's parameters
 * @param createdBy who saved it
 */
public record SavedFilter(
    long id, String name, Map<String, String> filter, String createdBy, Instant createdAt) {}
