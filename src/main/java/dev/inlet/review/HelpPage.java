package dev.inlet.review;

import dev.inlet.account.SettingDefinition;
import dev.inlet.call.CallType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The page of help in Segment's documentation, in the form that its template for direct
 * destinations asks for: what the destination takes, what it makes of it, its settings, and what
 * its messages mean.
 */
public final class HelpPage {
  private static final String UTM = "/?utm_source=segmentio&utm_medium=docs&utm_campaign=partners";

  private HelpPage() {}

  /** The page, in Markdown. What nobody has told is marked by {@code TODO}. */
  public static String of(Product product, List<CallType> types, List<SettingDefinition> settings) {
    String name = product.name();
    var page = new StringBuilder();
    page.append(
        """
        ---
        title: %1$s Destination
        ---

        [%1$s](%2$s%3$s){:target="_blank"} TODO: say in one or two sentences what it is good for.

        This destination is maintained by %1$s. For any issues with the destination, [contact the \
        %1$s Support team](mailto:%4$s).

        ## Getting started

        1. From the Destinations catalog page in the Segment App, click **Add Destination**.
        2. Search for "%1$s" in the Destinations Catalog, and select the "%1$s" destination.
        3. Choose which Source should send data to the "%1$s" destination.
        4. Go to the [%1$s dashboard](%5$s){:target="_blank"}, find and copy the "API key".
        5. Enter the "API Key" in the "%1$s" destination settings in Segment.

        Data is there within seconds after Segment has delivered it.

        ## Supported methods

        %1$s supports the following methods, as specified in the [Segment Spec](/docs/connections/spec).
        """
            .formatted(
                name,
                Product.orToDo(product.website(), "website"),
                product.website() == null ? "" : UTM,
                Product.orToDo(product.support(), "support"),
                Product.orToDo(product.keys(), "keys")));
    types.forEach(type -> page.append('\n').append(method(name, type)));
    if (!settings.isEmpty()) {
      page.append("\n## Settings\n\n| Setting | Type | |\n|---|---|---|\n");
      settings.forEach(one -> page.append(row(one)));
    }
    page.append(
        """

        ## Troubleshooting

        Segment shows these answers in Event Delivery:

        | Message | What to do |
        |---|---|
        """);
    messages(types, settings).forEach(line -> page.append(line).append('\n'));
    return page.toString();
  }

  private static String method(String name, CallType type) {
    return switch (type) {
      case IDENTIFY ->
          section(
              name,
              "Identify",
              "identify",
              "tell who somebody is",
              "analytics.identify('userId123', {\n  name: 'Ada Lovelace',\n  email:"
                  + " 'ada@example.com'\n});",
              "a contact. Reserved traits become the contact's fields, and all others are kept"
                  + " beside them");
      case TRACK ->
          section(
              name,
              "Track",
              "track",
              "tell what somebody did",
              "analytics.track('Order Completed', {\n  revenue: 19.99,\n  currency: 'USD'\n});",
              "an event of the contact");
      case PAGE ->
          section(
              name,
              "Page",
              "page",
              "tell which page somebody saw",
              "analytics.page('Pricing')",
              "a page view of the contact");
      case SCREEN ->
          section(
              name,
              "Screen",
              "screen",
              "tell which screen of an app somebody saw",
              "analytics.screen('Home')",
              "a screen view of the contact");
      case GROUP ->
          section(
              name,
              "Group",
              "group",
              "tell which company somebody is a member of",
              "analytics.group('company-1', {\n  name: 'Analytical Engines',\n  plan: 'pro'\n});",
              "a company, with the contact as its member");
      case ALIAS ->
          section(
              name,
              "Alias",
              "alias",
              "tell that two ids are one person",
              "analytics.alias('userId123', 'anonymous-1')",
              "one contact for both ids");
      case DELETE ->
          """
          ### Delete

          When somebody is to be forgotten, Segment's deletion requests are forwarded, and %s erases \
          the contact with all that is kept of it.
          """
              .formatted(name);
    };
  }

  private static String section(
      String name, String title, String path, String purpose, String code, String made) {
    return """
        ### %2$s

        Send [%2$s](/docs/connections/spec/%3$s) calls to %4$s. For example:

        ```js
        %5$s
        ```

        Segment sends %2$s calls to %1$s, which makes of them %6$s.
        """
        .formatted(name, title, path, purpose, code, made);
  }

  private static String row(SettingDefinition setting) {
    return "| %s | %s | %s%s |\n"
        .formatted(
            setting.name(),
            setting.type().wireName(),
            setting.required() ? "required" : "optional",
            setting.defaultValue() == null ? "" : ", default `" + setting.defaultValue() + "`");
  }

  private static List<String> messages(List<CallType> types, List<SettingDefinition> settings) {
    var lines = new ArrayList<String>();
    lines.add("| API key not recognised | Copy the API key again, all of it and nothing else. |");
    lines.add("| API key expired | Ask for another API key, and enter it here. |");
    lines.add("| API key revoked | Ask for another API key, and enter it here. |");
    lines.add(
        "| This API key may not send … calls | Ask for an API key that may send this type of call. |");
    lines.add("| Missing userId or anonymousId | Send one of the two with each call. |");
    if (types.contains(CallType.TRACK)) {
      lines.add("| Missing event | Name the event of each Track call. |");
    }
    lines.add(
        "| Calls of type … are not supported | Only %s calls are taken; stop sending the others. |"
            .formatted(types.stream().map(CallType::wireName).collect(Collectors.joining(", "))));
    for (SettingDefinition one : settings) {
      if (one.required()) {
        lines.add(
            "| setting %s is missing | Enter it in the settings of the destination. |"
                .formatted(one.name()));
      }
    }
    return lines;
  }
}
