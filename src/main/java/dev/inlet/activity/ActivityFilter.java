package dev.inlet.activity;

import dev.inlet.contact.Person;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Which events, or page and screen views, somebody asks for; null is any.
 *
 * @param people those of these alone
 * @param name those of this very name alone
 * @param from those that were stored at this time or later
 * @param to those that were stored before this time
 */
public record ActivityFilter(
    @Nullable Collection<Person> people,
    @Nullable String name,
    @Nullable Instant from,
    @Nullable Instant to) {}
