package dev.inlet.console.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.inlet.operate.OperationRefused;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SortingTest {
  private record Row(@Nullable String name, int size) {}

  private static final List<Row> ROWS =
      List.of(new Row("beta", 1), new Row("Alpha", 2), new Row(null, 3), new Row("alpha", 0));

  private static Sorting<Row> by(@Nullable String sort) {
    var columns = new LinkedHashMap<String, Comparator<Row>>();
    columns.put("name", Sorting.byText(Row::name));
    columns.put("size", Sorting.by(Row::size));
    return new Sorting<>(columns, sort, Link.to("/list").with("account", "acme"));
  }

  private static List<@Nullable String> names(@Nullable String sort) {
    return by(sort).sorted(ROWS).stream().<@Nullable String>map(Row::name).toList();
  }

  @Test
  void rowsComeByTheColumnWhateverTheCaseAndWithoutNamesLast() {
    assertEquals(Arrays.asList("Alpha", "alpha", "beta", null), names("name"));
    assertEquals(Arrays.asList(null, "beta", "Alpha", "alpha"), names("-name"));
    assertEquals(Arrays.asList("alpha", "beta", "Alpha", null), names("size"));
    assertEquals(ROWS, by(null).sorted(ROWS));
  }

  @Test
  void headLeadsToItsOrderAndThenTheOtherWayRound() {
    assertEquals("/list?account=acme&sort=name", by(null).url("name"));
    assertEquals("/list?account=acme&sort=-name", by("name").url("name"));
    assertEquals("/list?account=acme&sort=name", by("-name").url("name"));
    assertEquals("ascending", by("name").direction("name"));
    assertEquals("descending", by("-name").direction("name"));
    assertNull(by("name").direction("size"));
  }

  @Test
  void columnThatThereIsNotIsRefusedWithThoseThatThereAre() {
    OperationRefused refusal = assertThrows(OperationRefused.class, () -> by("colour"));

    assertEquals("sort must be one of name, size, with - before it or not", refusal.message());
  }
}
