package dev.inlet.activity;

import dev.inlet.call.Common;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Something someone did.
 *
 * @param name the event's name as sent
 * @param revenue the amount, if the call states one that is a number
 * @param currency ISO 4217; null when it cannot be told, and without revenue and value
 * @param value an abstract worth, as JSON text
 * @param properties every property as sent, as JSON text
 */
public record Event(
    Common common,
    String name,
    @Nullable BigDecimal revenue,
    @Nullable String currency,
    @Nullable String value,
    String properties) {}
