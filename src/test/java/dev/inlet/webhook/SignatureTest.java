package dev.inlet.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.webhook.Secrets.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignatureTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final byte[] KEY = new byte[SecretBox.KEY_BYTES];

  /** The example that libraries for Standard Webhooks are tested with. */
  @Test
  void itIsTheSpecifications() {
    assertEquals(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        Signature.of(
            List.of(new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", null)),
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1_614_265_330,
            "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void secretsHave256BitsAndAreNeverTheSame() {
    String secret = Signature.newSecret();

    assertTrue(secret.startsWith("whsec_"));
    assertEquals(32, Base64.getDecoder().decode(secret.substring(6)).length);
    assertNotEquals(secret, Signature.newSecret());
  }

  @Test
  void afterARotationBothSignForAWhile() {
    Secrets rotated =
        Secrets.of("whsec_AAAA", Map.of()).rotated("whsec_BBBB", NOON, Duration.ofHours(1));

    assertEquals(2, signatures(rotated, NOON.plusSeconds(3_599)));
    assertEquals(1, signatures(rotated, NOON.plusSeconds(3_600)));
    assertEquals("whsec_BBBB", rotated.inForce(NOON.plusSeconds(3_600)).getFirst().text());
  }

  private static int signatures(Secrets secrets, Instant now) {
    return Signature.of(secrets.inForce(now), "id", 1, new byte[0]).split(" ").length;
  }

  @Test
  void secretsComeBackFromTheirText() {
    Secrets secrets =
        Secrets.of("whsec_AAAA", Map.of("Authorization", "Bearer \"x\""))
            .rotated("whsec_BBBB", NOON, Duration.ofHours(1));

    assertEquals(secrets, Secrets.read(secrets.text()));
    assertFalse(secrets.toString().contains("whsec"));
  }

  @Test
  void whatIsSealedIsOpenedByTheSameKeyForTheSameSubscriptionAlone() {
    var box = new SecretBox(KEY);
    Secrets secrets = Secrets.of("whsec_AAAA", Map.of());
    String sealed = box.seal("one", secrets.text());
    var other = new byte[SecretBox.KEY_BYTES];
    other[0] = 1;

    assertEquals(Optional.of(secrets), box.read("one", sealed));
    assertEquals(Optional.empty(), box.read("two", sealed));
    assertEquals(Optional.empty(), new SecretBox(other).read("one", sealed));
    assertEquals(Optional.empty(), new SecretBox(null).read("one", sealed));
    assertFalse(sealed.contains("whsec"));
    assertNotEquals(sealed, box.seal("one", secrets.text()));
  }
}
