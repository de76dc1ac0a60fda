package dev.inlet.console.account;

import dev.inlet.account.ApiKey;
import dev.inlet.account.Sender;
import dev.inlet.call.CallType;
import dev.inlet.console.page.Addresses;
import dev.inlet.operate.KeyRing;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A key, with what can be done to it. */
public record KeyCard(ApiKey key, Instant now) {

  /**
   * Something the key may or may not do.
   *
   * @param isLast whether it is the only one of its kind, which cannot be taken away
   */
  public record Right(String name, boolean isGiven, boolean isLast) {}

  /** Whether it opens nothing any more. */
  public boolean isOver() {
    return KeyRing.isOver(key, now);
  }

  /** Whether it is in use, has expired or was revoked, in a few words. */
  public String state() {
    if (key.revokedAt() != null) {
      return "revoked";
    }
    if (isOver()) {
      return "expired";
    }
    return key.expiresAt() == null ? "active" : "expires";
  }

  /** By which whoever sends a form twice gets one key. */
  public String once() {
    return KeyRing.newId();
  }

  /** How the state is marked. */
  public String mark() {
    return switch (state()) {
      case "active" -> "good";
      case "expires" -> "warn";
      default -> "bad";
    };
  }

  /** The types of calls there are, and which of them it may send. */
  public List<Right> types() {
    return rights(Stream.of(CallType.values()), key.permissions(), CallType::wireName);
  }

  /** The senders there are, and which of them it opens. */
  public List<Right> senders() {
    return rights(Stream.of(Sender.values()), key.senders(), Sender::wireName);
  }

  private static <E> List<Right> rights(
      Stream<E> all, Set<E> given, java.util.function.Function<E, String> name) {
    return all.map(
            one ->
                new Right(
                    name.apply(one), given.contains(one), given.size() == 1 && given.contains(one)))
        .toList();
  }

  /** How to give back a right of a kind that is not there; null when it is, or is none. */
  AccountPage.@Nullable Undo undo(String kind, String name) {
    List<Right> rights =
        switch (kind) {
          case "type" -> types();
          case "sender" -> senders();
          default -> List.of();
        };
    return rights.stream()
        .filter(right -> right.name().equals(name) && !right.isGiven())
        .findFirst()
        .map(
            right ->
                new AccountPage.Undo(
                    "%s no longer takes %s.".formatted(key.name(), name),
                    action(kind),
                    "give",
                    name))
        .orElse(null);
  }

  /** Where a form about this key is sent. */
  public String action(String what) {
    return Addresses.account(key.accountId()) + "/keys/" + key.id() + "/" + what;
  }
}
