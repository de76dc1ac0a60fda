package dev.inlet.console.delivery;

import dev.inlet.account.ApiKey;
import dev.inlet.account.Sender;
import dev.inlet.call.Warning;
import dev.inlet.codec.Json;
import dev.inlet.codec.JsonLayout;
import dev.inlet.console.page.AccountChoice;
import dev.inlet.console.page.Addresses;
import dev.inlet.console.page.Effect;
import dev.inlet.console.page.JsonTree;
import dev.inlet.console.page.Page;
import dev.inlet.console.page.Section;
import dev.inlet.console.page.Shown;
import dev.inlet.delivery.Cause;
import dev.inlet.delivery.DeliveryLog.Detail;
import dev.inlet.delivery.DeliveryLog.Entry;
import dev.inlet.tester.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows one delivery: what was sent, what was answered, and what became of it.
 *
 * @param key the API key it came with; null when that is gone
 * @param attempts all deliveries of the same message, newest first
 */
public record DeliveryPage(
    AccountChoice choice,
    Detail delivery,
    @Nullable ApiKey key,
    List<DeliveryRow> attempts,
    List<Effect> effects)
    implements Page {

  @Override
  public String template() {
    return "delivery";
  }

  @Override
  public String title() {
    return entry().type() == null ? "Delivery" : "Delivery of " + article() + " call";
  }

  @Override
  public Section section() {
    return Section.DELIVERIES;
  }

  @Override
  public String account() {
    return choice.id();
  }

  private String article() {
    String type = String.valueOf(entry().type());
    return ("aeiou".indexOf(type.charAt(0)) < 0 ? "a " : "an ") + type;
  }

  /** The delivery as the list shows it. */
  public Entry entry() {
    return delivery.entry();
  }

  /** Whether it was answered with an error. */
  public boolean isRefused() {
    return entry().message() != null;
  }

  /** What was answered, and what became of it, in a few words. */
  public String verdict() {
    String refusal = entry().message();
    return refusal == null ? DeliveryRow.outcome(entry()) : refusal;
  }

  /** Why it has changed nothing, where that is so. */
  public String nothing() {
    if (isRefused()) {
      return "Nothing: it was refused.";
    }
    return entry().isWithoutEffect() ? "Nothing: it had no effect." : "Nothing that is there now.";
  }

  /** What was repaired of the call, and why it had no effect, a sentence each. */
  public List<String> warnings() {
    return Warning.sentences(entry().warnings());
  }

  /** Where a call that was set aside is tried once more. */
  public String replay() {
    return Addresses.delivery(account(), entry().id()).replaceFirst("[?]", "/replay?");
  }

  /** What has to change, for a refused delivery. */
  public String advice() {
    return Cause.advice(entry().cause(), entry().status());
  }

  /** What its sender does after this answer. */
  public String afterwards() {
    Verdict verdict = Verdict.of(entry().status());
    if (isSegments()) {
      return verdict.sentence();
    }
    return verdict == Verdict.RETRIED
        ? "SDKs keep it for a while and try again; how long depends on each."
        : "SDKs do not send it again.";
  }

  /** Whether Segment itself has sent it, and the customer can replay it from there. */
  public boolean isSegments() {
    return entry().sender().equals(Sender.DESTINATION.wireName());
  }

  /** What was answered, as far as that is kept. */
  public String answer() {
    String refusal = entry().message();
    return refusal == null
        ? "The body is empty, or says no more than that it was taken."
        : "{\"message\": " + Json.quote(refusal) + "}";
  }

  /** The body as a tree; null when it is none, or too large for that. */
  public @Nullable JsonTree tree() {
    byte[] body = delivery.body();
    return body == null ? null : JsonTree.of(body);
  }

  /** The type for the tester. */
  public String type() {
    return entry().type() == null ? "identify" : String.valueOf(entry().type());
  }

  /** The settings as they were sent, for the tester; empty when there were none. */
  public String sentSettings() {
    return delivery.settings() == null ? "" : String.valueOf(settings());
  }

  /** The body laid out for reading; null when none is kept or it is no JSON. */
  public @Nullable String pretty() {
    byte[] body = delivery.body();
    return body == null ? null : Shown.laidOut(body);
  }

  /** The body as it was sent; null when none is kept. */
  public @Nullable String raw() {
    byte[] body = delivery.body();
    return body == null ? null : Shown.text(body);
  }

  /** The settings laid out for reading; null when there were none. */
  public @Nullable String settings() {
    String settings = delivery.settings();
    return settings == null ? null : JsonLayout.pretty(settings);
  }

  /** The API key it came with, by name and beginning. */
  public String keyShown() {
    return key == null ? "no longer there" : key.name() + " · " + key.prefix() + "…";
  }

  /** The keys of this account. */
  public String keysUrl() {
    return Addresses.account(account());
  }

  /** Whether one of the message's deliveries is the one that is shown. */
  public boolean isThis(DeliveryRow attempt) {
    return attempt.url().equals(Addresses.delivery(account(), entry().id()));
  }
}
