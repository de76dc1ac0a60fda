package dev.inlet;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URLEncoder;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Tries to reach another account by every door of its own one: that account's ids, keys, cursors
 * and message ids are all known to it.
 */
final class Intruder {
  private static final List<String> LISTS =
      List.of("keys", "contacts", "companies", "events", "pages", "deliveries");

  /** Spelt so that something on the way may take them for {@code /api}. */
  private static final List<String> WAYS_ROUND_THE_LOGIN =
      List.of(
          "/api",
          "//api",
          "/%61pi",
          "/API",
          "/api;x=1",
          "/./api",
          "/x/../api",
          "/api/.",
          "/api//",
          "/%2Fapi",
          "/api%2F",
          "/destination/../api");

  /**
   * What is known of an account that is not the intruder's.
   *
   * @param ids whatever names something in it
   */
  record Loot(
      String account,
      String key,
      List<String> ids,
      List<String> messageIds,
      List<String> keyIds,
      List<String> cursors) {}

  /** One try: what was tried, the answers that are right for it, and what was answered. */
  record Attempt(String what, Set<Integer> right, Answer answer) {}

  private final RunningInlet inlet;
  private final String account;
  private final String key;
  private final String mark;
  private final Loot loot;

  /**
   * @param mark what the intruder's own calls carry
   */
  Intruder(RunningInlet inlet, String account, String key, String mark, Loot loot) {
    this.inlet = inlet;
    this.account = account;
    this.key = key;
    this.mark = mark;
    this.loot = loot;
  }

  Attempt attempt(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> readById(random);
      case 1 -> search(random);
      case 2 -> goOnAt(random);
      case 3 -> disguise(random);
      case 4 -> revoke(random);
      case 5 -> stealKey(random);
      case 6 -> enterUnseen(random);
      default -> deliver(random);
    };
  }

  private Attempt readById(Random random) {
    return get("/contacts/" + odd(random, loot.ids()));
  }

  private Attempt search(Random random) {
    String id = odd(random, random.nextBoolean() ? loot.ids() : loot.messageIds());
    return get(
        switch (random.nextInt(6)) {
          case 0 -> "/contacts?q=" + id;
          case 1 -> "/contacts?email=" + id;
          case 2 -> "/events?contact=" + id;
          case 3 -> "/pages?contact=" + id;
          case 4 -> "/companies?contact=" + id;
          default -> "/deliveries?messageId=" + id;
        });
  }

  /** A cursor of any of the other account's lists, in any list. */
  private Attempt goOnAt(Random random) {
    return get("/%s?limit=2&cursor=%s".formatted(one(random, LISTS), one(random, loot.cursors())));
  }

  private Attempt get(String below) {
    return admin("GET", "/api/accounts/" + account + below, Set.of(200, 400, 404));
  }

  /** The other account by another name, or from below one's own. */
  private Attempt disguise(Random random) {
    String list = "/" + one(random, LISTS);
    String other = loot.account();
    return admin(
        "GET",
        switch (random.nextInt(6)) {
          case 0 -> "/api/accounts/" + account + "/../" + other + list;
          case 1 -> "/api/accounts/" + account + "/%2e%2e/" + other + list;
          case 2 -> "/api/accounts/" + account + "%2F.." + "%2F" + other + list;
          case 3 -> "/api/accounts/" + account + list + "?account=" + other;
          case 4 -> "/api/accounts/" + account + ";account=" + other + list;
          default -> "/api/accounts/" + encoded(disguised(random).of(other)) + list;
        },
        Set.of(200, 400, 404));
  }

  private Attempt revoke(Random random) {
    return admin(
        "DELETE",
        "/api/accounts/%s/keys/%s".formatted(account, odd(random, loot.keyIds())),
        Set.of(400, 404));
  }

  /**
   * A key that is nearly the other's. Segment's key ends at the first colon. Most are used once,
   * because a wrong key that comes again and again waits for its answer. One with nothing but
   * blanks around would be the other's key.
   */
  private Attempt stealKey(Random random) {
    String guessed;
    do {
      String once = random.nextInt(20) == 0 ? "" : Integer.toHexString(random.nextInt());
      guessed = disguised(random).of(loot.key() + once);
    } while (guessed.strip().equals(loot.key()));
    return new Attempt(
        "key " + guessed, Set.of(401), inlet.deliver(guessed, call(random, "anonymousId")));
  }

  /** The admin API without its password, on either port. */
  private Attempt enterUnseen(Random random) {
    String path =
        "%s/accounts/%s/%s"
            .formatted(one(random, WAYS_ROUND_THE_LOGIN), loot.account(), one(random, LISTS));
    return new Attempt(
        "no log-in " + path,
        Set.of(400, 401, 404),
        random.nextBoolean() ? inlet.console("GET", path, null) : inlet.send("GET", path));
  }

  /** Calls of one's own that use the other's ids, with settings of one's own. */
  private Attempt deliver(Random random) {
    String call = call(random, random.nextBoolean() ? "userId" : "anonymousId");
    String settings = "{\"events\":[\"none\"],\"traitMappings\":{\"mark\":\"email\"}}";
    return new Attempt(
        call,
        Set.of(200, 202, 400),
        random.nextBoolean()
            ? inlet.deliver(key, call)
            : inlet.deliver(key, call, "X-Segment-Settings", RunningInlet.base64(settings)));
  }

  private String call(Random random, String idName) {
    var call = JsonNodeFactory.instance.objectNode();
    call.put("type", one(random, List.of("identify", "alias", "group", "track", "page")));
    call.put("messageId", messageId(random, loot.messageIds()));
    call.put(idName, anySpelling(random).of(one(random, loot.ids())));
    call.put("userId", call.path("userId").asText(anySpelling(random).of(one(random, loot.ids()))));
    call.put("previousId", anySpelling(random).of(one(random, loot.ids())));
    call.put("groupId", anySpelling(random).of(one(random, loot.ids())));
    call.put("event", mark);
    call.putObject("traits").put("mark", mark).put("name", mark);
    call.putObject("properties").put("mark", mark).put("title", mark);
    return call.toString();
  }

  /** Often one that the other account has used; one's own are dropped when they come again. */
  private static String messageId(Random random, List<String> known) {
    return random.nextBoolean()
        ? "new-" + random.nextLong()
        : anySpelling(random).of(one(random, known));
  }

  private Attempt admin(String method, String path, Set<Integer> right) {
    return new Attempt(method + " " + path, right, inlet.admin(method, path));
  }

  private static String odd(Random random, List<String> texts) {
    return encoded(anySpelling(random).of(one(random, texts)));
  }

  private static Spelling anySpelling(Random random) {
    return one(random, List.of(Spelling.values()));
  }

  /** Any spelling that is not the text itself: account ids and keys are ASCII. */
  private static Spelling disguised(Random random) {
    Spelling spelling = anySpelling(random);
    return spelling == Spelling.EXACT || spelling == Spelling.DECOMPOSED
        ? disguised(random)
        : spelling;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  private static <T> T one(Random random, List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
