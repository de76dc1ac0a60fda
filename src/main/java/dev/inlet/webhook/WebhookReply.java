package dev.inlet.webhook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of a request.
 *
 * @param status null when no answer came
 * @param problem why none came; null when one did
 * @param took until the answer, or until it was given up
 * @param body the beginning of the answer, as text
 * @param retryAfter how long the subscriber asks to wait; null when it does not
 */
public record WebhookReply(
    @Nullable Integer status,
    @Nullable String problem,
    Duration took,
    String body,
    @Nullable Duration retryAfter) {
  private static final int GONE = 410;

  static WebhookReply none(String problem, Duration took) {
    return new WebhookReply(null, problem, took, "", null);
  }

  /** Whether the subscriber has it. */
  public boolean isSuccess() {
    return status != null && status / 100 == 2;
  }

  /** Whether the subscriber wants nothing any more. */
  boolean isGone() {
    return status != null && status == GONE;
  }
}
