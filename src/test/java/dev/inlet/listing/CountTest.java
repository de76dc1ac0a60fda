package dev.inlet.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1234, '1,234'",
    "10000, '10,000'",
  })
  void whatWasCountedIsSaidExactly(long number, String words) {
    assertEquals(words, new Count(number, true).words());
  }

  @ParameterizedTest
  @CsvSource({
    "10001, 'about 10,000'",
    "12499, 'about 12,000'",
    "12500, 'about 13,000'",
    "149_900, 'about 150,000'",
    "999_400, 'about 1 million'",
    "1_204_117, 'about 1.2 million'",
    "23_500_000, 'about 24 million'",
  })
  void whatWasEstimatedIsSaidToTwoDigits(String number, String words) {
    assertEquals(words, new Count(Long.parseLong(number.replace("_", "")), false).words());
  }
}
