package dev.inlet.account;

import org.jspecify.annotations.Nullable;

/**
 * One setting that the vendor has declared in Segment's Settings Editor.
 *
 * @param required whether a request without it is refused
 * @param defaultValue the JSON text that stands in for an absent setting; null for none
 */
public record SettingDefinition(
    String name, SettingType type, boolean required, @Nullable String defaultValue) {}
