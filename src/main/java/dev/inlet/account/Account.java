package dev.inlet.account;

import java.time.Instant;

/**
 * One customer of the vendor. Everything that is stored belongs to exactly one account.
 *
 * @param id the vendor's own id for the customer: 1 to 64 lower-case letters, digits, "_" or "-",
 *     the first a letter or digit
 * @param name for people
 * @param suspended whether its calls are refused with 403
 */
public record Account(String id, String name, boolean suspended, Instant createdAt) {}
