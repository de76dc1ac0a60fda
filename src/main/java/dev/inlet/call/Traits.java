package dev.inlet.call;

import java.util.Map;

/**
 * The traits of an identify or group call.
 *
 * @param sent every trait under the name it was sent with
 * @param reserved those that Segment's spec reserves, under Segment's own names, as JSON text
 */
public record Traits(JsonObject sent, Map<String, String> reserved) {}
