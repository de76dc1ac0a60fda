package dev.inlet.hostile;

import static dev.inlet.hostile.HostileCase.json;
import static dev.inlet.hostile.Verdict.MALFORMED;
import static dev.inlet.hostile.Verdict.TAKEN;
import static dev.inlet.hostile.Verdict.UNSUPPORTED;

import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every spelling that is meant to be understood, and those that only look like one. */
final class CasingCases {
  private CasingCases() {}

  static Stream<HostileCase> all() {
    return Stream.of(types(), fields(), lookalikeTypes(), lookalikeFields()).flatMap(c -> c);
  }

  /** A word in each of its spellings in upper and lower case. */
  private static Stream<String> spellings(String word) {
    return IntStream.range(0, 1 << word.length())
        .mapToObj(
            upper -> {
              var spelled = new StringBuilder();
              for (int i = 0; i < word.length(); i++) {
                String letter = word.substring(i, i + 1);
                spelled.append((upper >> i & 1) == 0 ? letter : letter.toUpperCase(Locale.ROOT));
              }
              return spelled.toString();
            });
  }

  private static String call(String typeName, String type, String idName, String id) {
    return "{\"%s\":\"%s\",\"%s\":\"%s\",\"event\":\"e\",\"groupId\":\"g\"}"
        .formatted(typeName, type, idName, id);
  }

  private static Stream<HostileCase> types() {
    return Stream.of("identify", "track", "page", "group")
        .flatMap(CasingCases::spellings)
        .map(type -> json("type " + type, TAKEN, id -> call("type", type, "userId", id)));
  }

  private static Stream<HostileCase> fields() {
    Stream<String> separated =
        Stream.of(
            "user_id",
            "USER_ID",
            "user-id",
            "User Id",
            "user.id",
            "_userId",
            "userId_",
            "u_s_e_r_i_d",
            "user\\tid",
            "user\\u005fid",
            "\\u0075serId",
            "user/id",
            "user$id",
            "USER  ID");
    return Stream.concat(
        Stream.concat(spellings("userid"), separated)
            .map(name -> json("field " + name, TAKEN, id -> call("type", "identify", name, id))),
        spellings("type")
            .map(name -> json("field " + name, TAKEN, id -> call(name, "identify", "userId", id))));
  }

  private static Stream<HostileCase> lookalikeTypes() {
    return Stream.of(
            "ıdentify",
            "İdentify",
            "IDENTİFY",
            "ident\u0131fy",
            "i\u0307dentify",
            "ｉｄｅｎｔｉｆｙ",
            "ＰＡＧＥ",
            "раge",
            "trасk",
            "trac\u212a",
            "page\u200b",
            "\u200bpage",
            "\ufeffpage",
            "pa\u00adge",
            "p\u0430ge",
            "page\u0301",
            "\u202epage",
            "𝓹𝓪𝓰𝓮",
            "ⓟⓐⓖⓔ",
            "ﬁ",
            "identiﬁ",
            "page ",
            " page",
            "page\\n",
            "page\\t",
            "pages",
            "pag",
            "page,track",
            "page;",
            "",
            " ",
            "track\\\"",
            "delete",
            "screen",
            "alias",
            "null",
            "undefined",
            "0",
            "*",
            "%70age",
            "p\\ud83d\\ude00",
            "t".repeat(100_000),
            "ſcreen",
            "identify\\r\\nX: 1",
            "<script>",
            "../page")
        .map(
            type ->
                json(
                    "type that looks like one: " + (type.length() > 30 ? "long" : type),
                    type.isBlank() ? MALFORMED : UNSUPPORTED,
                    id -> call("type", type, "userId", id)));
  }

  private static Stream<HostileCase> lookalikeFields() {
    Stream<HostileCase> names =
        Stream.of(
                "userıd",
                "userİd",
                "uſerId",
                "ｕｓｅｒｉｄ",
                "usеrId",
                "userId2",
                "user",
                "id",
                "userI",
                "usеr_id",
                "𝓊𝓈ℯ𝓇𝒾𝒹")
            .map(
                name ->
                    json(
                        "no userId: " + name, MALFORMED, id -> call("type", "identify", name, id)));
    Stream<HostileCase> junk =
        Stream.of(
                "\"\"",
                "\" \"",
                "\"\\t\\n\"",
                "\"null\"",
                "\"undefined\"",
                "\"[object Object]\"",
                "null",
                "\" null \"",
                "[]",
                "{}",
                "true",
                "\"\\u2003\"")
            .map(
                value ->
                    json(
                        "userId " + value,
                        MALFORMED,
                        id -> "{\"type\":\"identify\",\"userId\":" + value + "}"));
    return Stream.concat(names, junk);
  }
}
