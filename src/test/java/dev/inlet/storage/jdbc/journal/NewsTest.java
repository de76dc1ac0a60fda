package dev.inlet.storage.jdbc.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewsTest {

  @Test
  void whatIsToldAtOnceArrivesTogether() {
    News news =
        News.none("one")
            .journaled(7)
            .journaled(5)
            .processed(4)
            .changed(Set.of("acme"))
            .changed(Set.of("globex", "acme"));
    assertEquals(
        Optional.of(new News("one", 7, 4, Set.of("acme", "globex"))), News.read(news.text()));
  }

  @Test
  void nothingIsToldOfWhatIsNotNew() {
    News none = News.none("one");
    assertTrue(none.isNothing());
    assertEquals(Optional.of(none), News.read(none.text()));
  }

  @Test
  void itFitsIntoANotificationHoweverManyAccountsHaveChanges() {
    Set<String> many =
        IntStream.range(0, 1_000).mapToObj(i -> "%064d".formatted(i)).collect(Collectors.toSet());
    News news = News.none("0".repeat(36)).journaled(Long.MAX_VALUE).changed(many);
    assertTrue(news.text().length() < 8_000);
    assertEquals(News.MOST_ACCOUNTS, News.read(news.text()).orElseThrow().changed().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "one", "one 1", "one two 3", "one 1 2 acme acme"})
  void whatAnotherReleaseMaySendIsLeftAlone(String text) {
    assertEquals(Optional.empty(), News.read(text));
  }
}
