package dev.inlet.webhook;

import dev.inlet.codec.Json;
import dev.inlet.codec.JsonMembers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What of a subscription nobody may read: the secrets that requests are signed with, and the
 * headers that the subscriber asked for, which may hold a password.
 *
 * @param all the newest first
 * @param headers by name
 */
public record Secrets(List<Secret> all, Map<String, String> headers) {
  /** With more of them at a time, the oldest ends at once. */
  private static final int MOST = 3;

  /**
   * A secret.
   *
   * @param text as the subscriber has it, {@code whsec_} and base64
   * @param until when it ends; null for the newest
   */
  public record Secret(String text, @Nullable Instant until) {
    @Override
    public String toString() {
      return "a secret until " + until;
    }
  }

  /** Those of a new subscription. */
  public static Secrets of(String secret, Map<String, String> headers) {
    return new Secrets(List.of(new Secret(secret, null)), headers);
  }

  /** The same with another secret, beside which those before go on to be used for a while. */
  public Secrets rotated(String secret, Instant now, Duration overlap) {
    var kept = new ArrayList<Secret>(List.of(new Secret(secret, null)));
    Instant end = now.plus(overlap);
    for (Secret one : inForce(now)) {
      Instant until = one.until() == null || one.until().isAfter(end) ? end : one.until();
      if (kept.size() < MOST && until.isAfter(now)) {
        kept.add(new Secret(one.text(), until));
      }
    }
    return new Secrets(kept, headers);
  }

  /** The same with other headers. */
  public Secrets with(Map<String, String> others) {
    return new Secrets(all, others);
  }

  /** Those that requests are signed with. */
  public List<Secret> inForce(Instant now) {
    return all.stream().filter(one -> one.until() == null || one.until().isAfter(now)).toList();
  }

  /** As text, which is to be sealed. */
  public String text() {
    var quoted = new LinkedHashMap<String, String>();
    headers.forEach((name, value) -> quoted.put(name, Json.quote(value)));
    return new JsonMembers()
        .array(
            "secrets",
            all,
            one ->
                new JsonMembers()
                    .text("secret", one.text())
                    .instant("until", one.until())
                    .toString())
        .object("headers", quoted)
        .toString();
  }

  /** Reads what was written. */
  public static Secrets read(String text) {
    Map<String, String> members = Json.object(text).members();
    List<Secret> all =
        Json.elements(Objects.requireNonNull(members.get("secrets"))).stream()
            .map(one -> secret(Json.object(one).members()))
            .toList();
    var headers = new LinkedHashMap<String, String>();
    Json.object(Objects.requireNonNull(members.get("headers")))
        .members()
        .forEach((name, value) -> headers.put(name, Objects.requireNonNull(Json.text(value))));
    return new Secrets(all, headers);
  }

  private static Secret secret(Map<String, String> members) {
    String until = Json.text(members.get("until"));
    return new Secret(
        Objects.requireNonNull(Json.text(members.get("secret"))),
        until == null ? null : Instant.parse(until));
  }

  @Override
  public String toString() {
    return all.size() + " secrets";
  }
}
