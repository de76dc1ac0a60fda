package dev.inlet.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.inlet.call.JsonObject;
import dev.inlet.call.Warning;
import dev.inlet.codec.Base64Text;
import dev.inlet.codec.Casing;
import dev.inlet.codec.Flaw;
import dev.inlet.codec.Json;
import dev.inlet.codec.Parsed;
import dev.inlet.codec.ReservedNames;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code X-Segment-Settings} header: base64 (either alphabet, padding optional) of a JSON
 * object of at most {@value #MAX_BYTES} bytes, checked against what the vendor declared.
 *
 * <p>Settings that nobody declared are kept as sent, since a vendor adds them in the Developer
 * Portal before Inlet knows them. {@code null} means not set, and so does what the customer left
 * blank; it is left out before anything is checked.
 */
public final class SettingsSchema {
  public static final int MAX_BYTES = 16_384;

  /** In characters; what was read of them takes several times as much. */
  private static final int MOST_REMEMBERED = 500_000;

  private static final int LONGEST_REMEMBERED = 4_000;

  private static final String HEADER = "X-Segment-Settings";
  private static final String EXPECTED = "must be base64 of a JSON object";
  private static final List<SettingDefinition> BUILT_IN =
      List.of(
          new SettingDefinition(Settings.REQUIRE_EMAIL, SettingType.BOOLEAN, false, null),
          new SettingDefinition(Settings.EVENTS, SettingType.ARRAY, false, null),
          new SettingDefinition(Settings.TRAIT_MAPPINGS, SettingType.TEXT_MAP, false, null));

  private final List<SettingDefinition> declared;
  private final Map<String, SettingDefinition> byFoldedName = new LinkedHashMap<>();

  /** What headers were read as: a customer's is the same with every call. */
  private final Cache<String, Parsed<Settings>> read =
      Caffeine.newBuilder()
          .maximumWeight(MOST_REMEMBERED)
          .weigher((String header, Parsed<Settings> settings) -> header.length())
          .executor(Runnable::run)
          .build();

  /**
   * @throws IllegalArgumentException when a setting is declared twice, has the name of a built-in
   *     one and another type, or a default that is not of its type
   */
  public SettingsSchema(List<SettingDefinition> declared) {
    this.declared = List.copyOf(declared);
    BUILT_IN.forEach(definition -> byFoldedName.put(Casing.fold(definition.name()), definition));
    for (SettingDefinition definition : declared) {
      String standIn = definition.defaultValue();
      if (standIn != null && !definition.type().fits(standIn)) {
        throw new IllegalArgumentException(
            "the default of %s must be %s"
                .formatted(definition.name(), definition.type().expectation()));
      }
      SettingDefinition other = byFoldedName.put(Casing.fold(definition.name()), definition);
      if (other != null && !(BUILT_IN.contains(other) && other.type() == definition.type())) {
        throw new IllegalArgumentException(
            BUILT_IN.contains(other)
                ? "%s is built in as %s".formatted(other.name(), other.type().expectation())
                : definition.name() + " is declared twice");
      }
    }
  }

  /** What the vendor has declared. */
  public List<SettingDefinition> declared() {
    return declared;
  }

  /**
   * The settings of a request by a protocol that has none: every setting has its default, and what
   * is required is not asked for.
   */
  public Settings defaults() {
    var values = new LinkedHashMap<String, String>();
    for (SettingDefinition definition : byFoldedName.values()) {
      if (definition.defaultValue() != null) {
        values.put(definition.name(), definition.defaultValue());
      }
    }
    return new Settings(values);
  }

  /** Reads the settings from all the settings headers of one request: none, or one. */
  public Parsed<Settings> read(List<String> headers) {
    if (headers.size() > 1) {
      return Parsed.bad(Flaw.WRONG, "More than one " + HEADER + " header: send exactly one");
    }
    if (headers.isEmpty() || headers.getFirst().isBlank()) {
      return read.get("", none -> check(JsonObject.EMPTY));
    }
    String header = headers.getFirst();
    return header.length() > LONGEST_REMEMBERED ? read(header) : read.get(header, this::read);
  }

  private Parsed<Settings> read(String header) {
    byte[] decoded = Base64Text.decode(header.strip());
    if (decoded == null) {
      return Parsed.bad(Flaw.UNREADABLE, HEADER + " header is not valid base64: it " + EXPECTED);
    }
    if (decoded.length > MAX_BYTES) {
      return Parsed.bad(Flaw.TOO_LARGE, HEADER + " header holds more than " + MAX_BYTES + " bytes");
    }
    return read(decoded);
  }

  /** Reads settings from their JSON text. */
  public Parsed<Settings> read(byte[] json) {
    return switch (Json.object(json, HEADER + " header")) {
      case Parsed.Bad<JsonObject> bad ->
          isNoJson(json, bad.flaw())
              ? Parsed.bad(bad.flaw(), HEADER + " header " + EXPECTED)
              : bad.ofOther();
      case Parsed.Ok<JsonObject> object -> check(object.value());
    };
  }

  /** Plain text may happen to be base64; a place in what it decodes to would help nobody. */
  private static boolean isNoJson(byte[] json, Flaw flaw) {
    String text = new String(json, StandardCharsets.UTF_8).strip();
    return !text.startsWith("{") && flaw != Flaw.NO_OBJECT;
  }

  private Parsed<Settings> check(JsonObject sent) {
    var set = new LinkedHashMap<String, String>();
    Set<Warning> warnings = Set.of();
    for (Map.Entry<String, String> member : sent.members().entrySet()) {
      String value = member.getValue();
      String filled = Json.isNull(value) ? null : filled(member.getKey(), value);
      if (filled != null) {
        set.put(member.getKey(), filled);
      }
      if (!Json.isNull(value) && !value.equals(filled)) {
        warnings = Set.of(Warning.SETTING_BLANK);
      }
    }
    return check(set, warnings);
  }

  private @Nullable String filled(String name, String value) {
    SettingDefinition definition = byFoldedName.get(Casing.fold(name));
    if (definition != null) {
      return BlankSettings.filled(value, definition);
    }
    return BlankSettings.isBlank(value) ? null : value;
  }

  private Parsed<Settings> check(Map<String, String> set, Set<Warning> warnings) {
    var values = new LinkedHashMap<String, String>();
    set.forEach(
        (spelling, value) -> {
          SettingDefinition definition = byFoldedName.get(Casing.fold(spelling));
          String name = definition == null ? spelling : definition.name();
          if (name.equals(spelling) || !set.containsKey(name)) {
            values.put(name, value);
          }
        });
    for (SettingDefinition definition : byFoldedName.values()) {
      String problem = problemWith(definition, values);
      if (problem != null) {
        return Parsed.bad(Flaw.WRONG, HEADER + ": " + problem);
      }
    }
    var settings = new Settings(values, warnings);
    for (String field : settings.traitMappings().values()) {
      if (ReservedNames.CONTACT.canonical(field) == null) {
        return Parsed.bad(
            Flaw.WRONG, HEADER + ": traitMappings names a contact field that does not exist");
      }
    }
    return Parsed.ok(settings);
  }

  private static @Nullable String problemWith(
      SettingDefinition definition, Map<String, String> values) {
    String value = values.get(definition.name());
    if (value == null && definition.defaultValue() != null) {
      values.put(definition.name(), definition.defaultValue());
      return null;
    }
    if (value == null) {
      return definition.required() ? "setting " + definition.name() + " is missing" : null;
    }
    return definition.type().fits(value)
        ? null
        : "setting " + definition.name() + " must be " + definition.type().expectation();
  }
}
