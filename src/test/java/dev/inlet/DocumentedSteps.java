package dev.inlet;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** What tests do with the commands of a document, by the names of their blocks. */
record DocumentedSteps(Path document, Map<String, Step> steps) {

  /** Runs the commands of a block, and looks at what came of them. */
  interface Step {
    void take(CodeBlock commands) throws Exception;
  }

  /** A test for each of the blocks, in the order in which they stand in the document. */
  Stream<DynamicTest> tests() {
    return CodeBlock.commandsIn(document).stream()
        .filter(block -> steps.containsKey(block.name()))
        .map(block -> dynamicTest(block.name(), () -> steps.get(block.name()).take(block)));
  }
}
