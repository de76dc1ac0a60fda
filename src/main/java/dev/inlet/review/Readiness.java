package dev.inlet.review;

import dev.inlet.account.SettingDefinition;
import dev.inlet.call.CallType;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What reviewers look at.
 *
 * @param endpoint where Segment will send calls; null when it was not told
 * @param types those that the destination takes
 * @param settings those that the vendor has declared
 * @param environments of Micronaut that are active
 * @param logo a picture of the product; null when it was not told
 * @param page where the page of help was written; null when it was not
 */
public record Readiness(
    Product product,
    @Nullable URI endpoint,
    List<CallType> types,
    List<SettingDefinition> settings,
    Set<String> environments,
    @Nullable Path logo,
    @Nullable Path page) {
  private static final int LARGEST_LOGO = 1 << 20;
  private static final String DEV = "dev";
  private static final List<CallType> OF_DESTINATIONS =
      List.of(CallType.IDENTIFY, CallType.TRACK, CallType.PAGE, CallType.GROUP);

  /** Copies the lists. */
  public Readiness {
    types = List.copyOf(types);
    settings = List.copyOf(settings);
    environments = Set.copyOf(environments);
  }

  /**
   * One thing that reviewers look at.
   *
   * @param message how it is; when it is not ready, what to do
   */
  public record Item(String subject, boolean isReady, String message) {
    static Item ready(String subject, String message) {
      return new Item(subject, true, message);
    }

    static Item toDo(String subject, String message) {
      return new Item(subject, false, message);
    }
  }

  /** All of them. */
  public List<Item> items() {
    var items = new ArrayList<Item>();
    items.add(ofEndpoint());
    items.add(ofEnvironment());
    items.add(ofTypes());
    items.addAll(ofSettings());
    items.add(ofTexts());
    items.add(ofLogo());
    items.add(
        page == null
            ? Item.toDo("documentation", "write the page of help with --page FILE")
            : Item.ready(
                "documentation",
                "propose "
                    + page
                    + " as src/connections/destinations/catalog/"
                    + product.slug()
                    + "/index.md of segmentio/segment-docs"));
    items.add(
        Item.toDo(
            "test account",
            "give the reviewers an account of your product, with an API key for every type: inlet"
                + " account create, inlet key create"));
    items.add(
        Item.toDo(
            "conformance", "run inlet conformance URL --key … --report report.html, and keep it"));
    return items;
  }

  private Item ofEndpoint() {
    if (endpoint == null) {
      return Item.toDo("endpoint", "tell where Segment will send calls, with --url https://…");
    }
    return "https".equalsIgnoreCase(endpoint.getScheme())
        ? Item.ready("endpoint", "enter " + endpoint + " in the Developer Portal")
        : Item.toDo("endpoint", "Segment asks for HTTPS; it is " + endpoint);
  }

  private Item ofEnvironment() {
    return environments.contains(DEV)
        ? Item.toDo("environment", "dev is on: everybody knows the demo account's key")
        : Item.ready("environment", "not dev");
  }

  private Item ofTypes() {
    String taken = names(types);
    List<CallType> missing =
        OF_DESTINATIONS.stream().filter(type -> !types.contains(type)).toList();
    return missing.isEmpty()
        ? Item.ready("types", taken + " are taken, all others answer 501")
        : Item.ready(
            "types",
            "%s are taken; the reviewers' event tester will show 501 for %s"
                .formatted(taken, names(missing)));
  }

  private static String names(List<CallType> types) {
    return types.stream().map(CallType::wireName).collect(Collectors.joining(", "));
  }

  private List<Item> ofSettings() {
    if (settings.isEmpty()) {
      return List.of(Item.ready("settings", "the API key alone, and those that are built in"));
    }
    return settings.stream()
        .map(
            one ->
                Item.ready(
                    "setting " + one.name(),
                    "declare it in the Settings Editor as %s%s%s"
                        .formatted(
                            one.type().wireName(),
                            one.required() ? ", required" : "",
                            one.defaultValue() == null
                                ? ""
                                : ", with the default " + one.defaultValue())))
        .toList();
  }

  private Item ofTexts() {
    var missing = new ArrayList<String>();
    if (product.website() == null) {
      missing.add("--website");
    }
    if (product.support() == null) {
      missing.add("--support");
    }
    if (product.keys() == null) {
      missing.add("--keys");
    }
    return missing.isEmpty()
        ? Item.ready("texts", "name, website, support and where the API key is found are known")
        : Item.toDo("texts", "the page of help needs " + String.join(", ", missing));
  }

  private Item ofLogo() {
    if (logo == null) {
      return Item.toDo("logo", "name an SVG of your logo with --logo FILE; the catalog shows it");
    }
    try {
      if (Files.size(logo) > LARGEST_LOGO) {
        return Item.toDo("logo", logo + " is larger than 1 MB");
      }
      return Files.readString(logo).contains("<svg")
          ? Item.ready("logo", logo + " is an SVG")
          : Item.toDo("logo", logo + " is no SVG");
    } catch (IOException e) {
      return Item.toDo("logo", "cannot read " + logo + " as text, as an SVG is");
    }
  }
}
