package dev.inlet.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Fuzzed with {@code ./mvnw -Pfuzz test}; reads its seeds in every build. */
class RegistersFuzzTest {
  private static final int MOST_WRITES = 20;

  private record Write(Map<String, String> values, Stamp stamp) {}

  @FuzzTest
  void anyOrderRepetitionAndGroupingEndsTheSame(FuzzedDataProvider data) {
    List<Write> writes = new ArrayList<>();
    while (data.remainingBytes() > 0 && writes.size() < MOST_WRITES) {
      writes.add(write(data));
    }
    Registers inOrder = written(writes);

    assertEquals(inOrder, written(writes.reversed()));
    assertEquals(inOrder, written(shuffled(writes, data)));
    Registers left = written(writes.subList(0, writes.size() / 2));
    Registers right = written(writes.subList(writes.size() / 2, writes.size()));
    right.merge(left);
    assertEquals(inOrder, right);
    right.merge(right);
    assertEquals(inOrder, right);
    for (Write write : writes) {
      assertFalse(inOrder.putAll(write.values(), write.stamp()), "known: " + write);
    }
  }

  private static Write write(FuzzedDataProvider data) {
    String name = data.consumeString(3);
    String value = data.pickValue(List.of("null", "1", "\"null\"", data.consumeString(5)));
    var time = Instant.ofEpochSecond(data.consumeInt(0, 3), data.consumeInt(0, 2) * 1_000L);
    return new Write(Map.of(name, value), new Stamp(time, data.consumeString(2)));
  }

  private static List<Write> shuffled(List<Write> writes, FuzzedDataProvider data) {
    var shuffled = new ArrayList<Write>();
    for (Write write : writes) {
      shuffled.add(data.consumeInt(0, shuffled.size()), write);
    }
    return shuffled;
  }

  private static Registers written(List<Write> writes) {
    var registers = new Registers();
    writes.forEach(write -> registers.putAll(write.values(), write.stamp()));
    return registers;
  }
}
