package dev.inlet.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsWithoutSecretsTest {

  @Test
  void usualSettingsStayTheTextTheyWere() {
    String settings = "{\"requireEmail\":true,\"n\":1.10,\"events\":[\"a\"],\"keyword\":\"x\"}";

    assertEquals(settings, SettingsWithoutSecrets.of(settings));
  }

  @Test
  void noSettingsStayNone() {
    assertNull(SettingsWithoutSecrets.of(null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "apiKey",
        "API_KEY",
        "api-key-2",
        "writeKey",
        "key",
        "clientSecret",
        "access_token",
        "Password",
        "Authorization",
        "credentials",
        "\\u0061piKey"
      })
  void whatIsCalledLikeASecretIsLeftOut(String name) {
    String settings = "{\"region\":\"eu\",\"%s\":\"x\"}".formatted(name);

    assertEquals("{\"region\":\"eu\"}", SettingsWithoutSecrets.of(settings));
  }

  @Test
  void soItIsFurtherInside() {
    assertEquals(
        "{\"a\":{\"b\":1},\"c\":[{\"d\":[2]},\"token\"]}",
        SettingsWithoutSecrets.of(
            "{\"a\":{\"b\":1,\"token\":\"x\"},\"c\":[{\"d\":[2],\"secret\":{}},\"token\"]}"));
  }
}
