package dev.inlet.review;

import dev.inlet.account.SettingDefinition;
import dev.inlet.call.CallType;
import dev.inlet.operate.Finding;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What reviewers look at.
 *
 * @param endpoint where Segment will send calls; null when it was not told
 * @param types those that the destination takes
 * @param settings those that the vendor has declared
 * @param isDevelopment whether the dev environment is on
 * @param logo a picture of the product; null when it was not told
 * @param page where the page of help was written; null when it was not
 */
public record Readiness(
    Product product,
    @Nullable URI endpoint,
    List<CallType> types,
    List<SettingDefinition> settings,
    boolean isDevelopment,
    @Nullable Path logo,
    @Nullable Path page) {
  private static final int LARGEST_LOGO = 1 << 20;
  private static final List<CallType> OF_DESTINATIONS =
      List.of(CallType.IDENTIFY, CallType.TRACK, CallType.PAGE, CallType.GROUP);

  /** Copies the lists. */
  public Readiness {
    types = List.copyOf(types);
    settings = List.copyOf(settings);
  }

  /** All that reviewers look at; what is not well is left to do. */
  public List<Finding> items() {
    var items = new ArrayList<Finding>();
    items.add(ofEndpoint());
    items.add(ofEnvironment());
    items.add(ofTypes());
    items.addAll(ofSettings());
    items.add(ofTexts());
    items.add(ofLogo());
    items.add(
        page == null
            ? Finding.unwell("documentation", "write the page of help with --page FILE")
            : Finding.well(
                "documentation",
                "propose "
                    + page
                    + " as src/connections/destinations/catalog/"
                    + product.slug()
                    + "/index.md of segmentio/segment-docs"));
    items.add(
        Finding.unwell(
            "test account",
            "give the reviewers an account of your product, with an API key for every type: inlet"
                + " account create, inlet key create"));
    items.add(
        Finding.unwell(
            "conformance", "run inlet conformance URL --key … --report report.html, and keep it"));
    return items;
  }

  private Finding ofEndpoint() {
    if (endpoint == null) {
      return Finding.unwell("endpoint", "tell where Segment will send calls, with --url https://…");
    }
    return "https".equalsIgnoreCase(endpoint.getScheme())
        ? Finding.well("endpoint", "enter " + endpoint + " in the Developer Portal")
        : Finding.unwell("endpoint", "Segment asks for HTTPS; it is " + endpoint);
  }

  private Finding ofEnvironment() {
    return isDevelopment
        ? Finding.unwell("environment", "dev is on: everybody knows the demo account's key")
        : Finding.well("environment", "not dev");
  }

  private Finding ofTypes() {
    String taken = names(types);
    List<CallType> missing =
        OF_DESTINATIONS.stream().filter(type -> !types.contains(type)).toList();
    return missing.isEmpty()
        ? Finding.well("types", taken + " are taken, all others answer 501")
        : Finding.well(
            "types",
            "%s are taken; the reviewers' event tester will show 501 for %s"
                .formatted(taken, names(missing)));
  }

  private static String names(List<CallType> types) {
    return types.stream().map(CallType::wireName).collect(Collectors.joining(", "));
  }

  private List<Finding> ofSettings() {
    if (settings.isEmpty()) {
      return List.of(Finding.well("settings", "the API key alone, and those that are built in"));
    }
    return settings.stream()
        .map(
            one ->
                Finding.well(
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

  private Finding ofTexts() {
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
        ? Finding.well("texts", "name, website, support and where the API key is found are known")
        : Finding.unwell("texts", "the page of help needs " + String.join(", ", missing));
  }

  private Finding ofLogo() {
    if (logo == null) {
      return Finding.unwell(
          "logo", "name an SVG of your logo with --logo FILE; the catalog shows it");
    }
    try {
      if (Files.size(logo) > LARGEST_LOGO) {
        return Finding.unwell("logo", logo + " is larger than 1 MB");
      }
      return Files.readString(logo).contains("<svg")
          ? Finding.well("logo", logo + " is an SVG")
          : Finding.unwell("logo", logo + " is no SVG");
    } catch (IOException e) {
      return Finding.unwell("logo", "cannot read " + logo + " as text, as an SVG is");
    }
  }
}
