package dev.inlet.config;

import dev.inlet.account.SettingDefinition;
import dev.inlet.account.SettingType;
import dev.inlet.account.SettingsSchema;
import dev.inlet.codec.Json;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which settings customers have, as the vendor declared them in Segment's Settings Editor. */
@Factory
final class SettingsConfiguration {
  private final ConfigurationReader reader;
  private final InletProperties inlet;

  SettingsConfiguration(ConfigurationReader reader, InletProperties inlet) {
    this.reader = reader;
    this.inlet = inlet;
  }

  /** {@code inlet.settings}: what the vendor declared in Segment's Settings Editor. */
  @Context
  @ReadFirst
  SettingsSchema settingsSchema() {
    return reader.read(this::schema, new SettingsSchema(List.of()));
  }

  private SettingsSchema schema() {
    List<SettingDefinition> declared =
        reader.objects("inlet.settings", inlet.settings(), "name").stream()
            .map(this::definition)
            .toList();
    try {
      return new SettingsSchema(declared);
    } catch (IllegalArgumentException e) {
      throw reader.wrong("inlet.settings", String.valueOf(e.getMessage()));
    }
  }

  private SettingDefinition definition(Map<String, String> declared) {
    String name = declared.get("name");
    if (name == null || name.isBlank()) {
      throw reader.wrong("inlet.settings", "a list of settings, each with a name", name);
    }
    String type = declared.getOrDefault("type", "string");
    return new SettingDefinition(
        name,
        SettingType.named(type)
            .orElseThrow(
                () ->
                    wrong(
                        name,
                        "of the type string, boolean, number, select, array, map or text-map",
                        type)),
        isRequired(name, declared),
        defaultValue(declared));
  }

  private boolean isRequired(String setting, Map<String, String> declared) {
    String required = declared.getOrDefault("required", "false");
    if (!Json.isBoolean(required)) {
      throw wrong(setting, "required true or false", required);
    }
    return required.equals("true");
  }

  private WrongSetting wrong(String setting, String expected, String value) {
    return reader.wrong(
        "inlet.settings", "%s must be %s; it is \"%s\"".formatted(setting, expected, value));
  }

  /** As JSON; in YAML a plain word is meant as text. */
  private static @Nullable String defaultValue(Map<String, String> declared) {
    String value = declared.get("default");
    return value == null ? null : ConfigurationReader.asJson(value);
  }
}
