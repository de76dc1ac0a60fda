package dev.inlet.operate.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

  @Test
  void cellsAreQuotedAndQuotesDoubled() {
    assertEquals(
        "\"a\",\"say \"\"hi\"\", you\",,\"two\nlines\"\r\n",
        row("a", "say \"hi\", you", "", "two\nlines"));
  }

  @Test
  void missingCellIsEmpty() {
    assertEquals("\"a\",,\"b\"\r\n", Csv.row(java.util.Arrays.asList("a", null, "b")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "=cmd|' /C calc'!A0",
        "+49 30 123",
        "-2+3",
        "@SUM(A1)",
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
        "\ttext",
        "  =1+1",
        "\"=1+1",
        "'=1+1",
        "\"\"=HYPERLINK(\"http://evil.example\")",
        "\u00A0=1+1",
        "\u200B=1+1",
        "\uFEFF=1+1",
        "\uFF1D1+1",
        "\uFF0B1",
        "\uFF0D1",
        "\uFF20SUM(A1)",
        "=1+1\nsecond line"
      })
  void formulaIsOnlyText(String formula) {
    String cell = row(formula);

    assertTrue(cell.startsWith("\"'"), cell);
    assertTrue(cell.substring(2).replace("\"\"", "\"").startsWith(formula), cell);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Ada", "ada@example.com", "1815-12-10", "{\"a\":\"=1\"}", "a=b", "ÄÖ - x"})
  void otherTextStays(String text) {
    assertEquals("\"" + text.replace("\"", "\"\"") + "\"\r\n", row(text));
  }

  private static String row(String... cells) {
    return Csv.row(List.of(cells));
  }
}
