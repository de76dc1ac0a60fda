package dev.inlet.call;

import java.util.Map;

/**
 * The properties of a track, page or screen call.
 *
 * @param sent every property under the name it was sent with
 * @param reserved those that Segment's spec reserves, under Segment's own names, as JSON text
 */
public record Properties(JsonObject sent, Map<String, String> reserved) {}
