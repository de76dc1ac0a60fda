package dev.inlet;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** Texts that stand nowhere else, sent to be looked for where they must not turn up. */
final class Canaries {
  private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz";
  private static final int LENGTH = 24;

  private final Random random = new Random();
  private final Set<String> secrets = new ConcurrentSkipListSet<>();
  private final Set<String> personal = new ConcurrentSkipListSet<>();

  /** One that must be nowhere at all, not even in the database. */
  String secret() {
    return secret(next());
  }

  /** Counts a text that somebody else made up as one. */
  String secret(String text) {
    secrets.add(text);
    return text;
  }

  /** One that the database may hold, and nothing but it and what shows its contents. */
  String personal() {
    String canary = next();
    personal.add(canary);
    return canary;
  }

  int count() {
    return secrets.size() + personal.size();
  }

  /** The canaries in a text. */
  List<String> in(String text) {
    return java.util.stream.Stream.of(secrets, personal)
        .flatMap(Set::stream)
        .filter(text::contains)
        .toList();
  }

  /** The canaries in a text that may hold what is personal. */
  List<String> secretsIn(String text) {
    return secrets.stream().filter(text::contains).toList();
  }

  private String next() {
    var text = new StringBuilder("cnry");
    for (int i = 0; i < LENGTH; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }
}
