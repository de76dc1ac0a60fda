package dev.inlet.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.command.remote.Surroundings;
import dev.inlet.command.remote.Table;
import java.io.InputStream;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CommandsTest {
  private static final Shell SHELL = new Shell(Map.of());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "srve|inlet: there is no word srve, did you mean serve?",
        "--hepl|inlet: there is no option --hepl, did you mean --help?",
        "--port=9000|inlet: there is no option --port",
        "serve now|inlet serve: there is no word now",
        "serve --inlet|inlet serve: there is no option --inlet",
        "account|inlet account: a word is missing, list or create or suspend or resume",
        "account creat x|inlet account: there is no word creat, did you mean create?",
        "account create|inlet account create: Missing required parameter: 'ACCOUNT'",
        "key list a b|inlet key list: there is no word b",
        "maintenance of|inlet maintenance: there is no word of, did you mean off?",
        "tail --last many|inlet tail: Invalid value for option '--last'",
        "trigger greet|inlet trigger: there is no type of call greet",
      })
  void mistakeIsOneLineWithTheNearestWord(String arguments, String said) {
    Shell.Ended ended = SHELL.run(arguments.split(" "));

    assertEquals(2, ended.code());
    assertEquals(1, ended.err().size(), ended::toString);
    assertTrue(ended.err().getFirst().startsWith(said), ended::toString);
    assertTrue(ended.err().getFirst().endsWith("--help tells what there is"), ended::toString);
    assertEquals(List.of(), ended.out());
  }

  @Test
  void versionIsOneLine() {
    Shell.Ended ended = SHELL.run("--version");

    assertEquals(0, ended.code());
    assertEquals(1, ended.out().size());
    assertTrue(ended.text().startsWith("inlet "), ended.text());
  }

  @TestFactory
  Stream<DynamicTest> everyWordExplainsItself() {
    return words(
            Commands.line(
                new Surroundings(
                    InstantSource.system(),
                    Map.of(),
                    InputStream.nullInputStream(),
                    new PrintWriter(System.out),
                    new PrintWriter(System.err))),
            List.of())
        .map(
            words ->
                DynamicTest.dynamicTest("inlet " + String.join(" ", words), () -> explains(words)));
  }

  private static Stream<List<String>> words(CommandLine line, List<String> words) {
    return Stream.concat(
        Stream.of(words),
        line.getSubcommands().entrySet().stream()
            .flatMap(
                word ->
                    words(
                        word.getValue(),
                        Stream.concat(words.stream(), Stream.of(word.getKey())).toList())));
  }

  private static void explains(List<String> words) {
    Shell.Ended ended =
        SHELL.run(Stream.concat(words.stream(), Stream.of("--help")).toArray(String[]::new));

    assertEquals(0, ended.code());
    assertTrue(ended.text().startsWith("Usage: inlet"), ended.text());
    assertTrue(ended.text().contains("-h, --help"), ended.text());
    assertEquals(List.of(), ended.err());
  }

  @Test
  void completionIsAScriptThatKnowsTheWords() {
    Shell.Ended ended = SHELL.run("completion");

    assertEquals(0, ended.code());
    assertTrue(ended.text().startsWith("#!/usr/bin/env bash"), ended.text());
    assertTrue(ended.text().contains("maintenance"), ended.text());
  }

  @Test
  void serverThatIsNotThereIsOneLineToo() {
    Shell.Ended ended = SHELL.run("account", "list", "--address", "http://localhost:1");

    assertEquals(1, ended.code());
    assertEquals(
        List.of(
            "inlet account list: no Inlet answers at http://localhost:1: start it, or name another"
                + " by --address or INLET_ADDRESS"),
        ended.err());
  }

  @ParameterizedTest
  @CsvSource({"ftp://localhost", "http:///", "http://a b", "nowhere:x:y"})
  void addressThatIsNoneIsRefused(String address) {
    Shell.Ended ended = SHELL.run("account", "list", "--address", address);

    assertEquals(2, ended.code());
    assertTrue(ended.err().getFirst().contains("is no address of an admin API"), ended::toString);
  }

  @Test
  void whatOthersSentDoesNotCommandTheTerminal() {
    var table = new Table("NAME");
    table.row("red\u001B[31m\nnext");

    assertEquals("red\uFFFD[31m next", table.toString().lines().toList().getLast());
  }
}
