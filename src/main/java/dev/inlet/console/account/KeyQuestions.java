package dev.inlet.console.account;

import dev.inlet.account.ApiKey;
import dev.inlet.console.page.Addresses;
import dev.inlet.console.page.QuestionPage;
import dev.inlet.console.page.Section;
import java.util.List;
import java.util.Map;

/** What is asked before a key opens less than it did. */
final class KeyQuestions {
  private KeyQuestions() {}

  static QuestionPage revoking(ApiKey key) {
    return question(
        key,
        "revoke",
        "Revoke " + key.name() + "?",
        List.of(
            "From now on all calls with this key are refused with 401. Segment drops them, and does"
                + " not send them again.",
            "It cannot be undone: the customer needs another key."),
        Map.of(),
        "Revoke for good");
  }

  static QuestionPage expiring(ApiKey key) {
    return question(
        key,
        "expire",
        "Expire " + key.name() + " now?",
        List.of(
            "From now on all calls with this key are refused with 401. Segment drops them, and does"
                + " not send them again.",
            "A later expiry brings it back."),
        Map.of("in", "PT0S"),
        "Expire now");
  }

  /**
   * @param kind type or sender
   */
  static QuestionPage taking(ApiKey key, String kind, String name) {
    String calls =
        kind.equals("type") ? name + " calls with this key" : "calls that come by " + name;
    return question(
        key,
        kind,
        "Take " + name + " from " + key.name() + "?",
        List.of(
            "From now on "
                + calls
                + " are refused with 403. Their sender drops them, and does not send them again.",
            "It can be given back at any time."),
        Map.of("take", name),
        "Take it");
  }

  private static QuestionPage question(
      ApiKey key,
      String action,
      String title,
      List<String> consequences,
      Map<String, String> fields,
      String button) {
    String account = Addresses.account(key.accountId());
    return new QuestionPage(
        Section.ACCOUNTS,
        key.accountId(),
        title,
        consequences,
        account + "/keys/" + key.id() + "/" + action,
        fields,
        button,
        account);
  }
}
