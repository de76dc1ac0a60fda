package dev.inlet.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.Answer;
import dev.inlet.DatabaseKind;
import dev.inlet.RunningInlet;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(LogLevels.class)
class PasswordCommandsIT {
  @TempDir Path folder;

  private static Shell.Ended reset(Map<String, Object> place, String... more) {
    var variables = new HashMap<String, String>();
    place.forEach(
        (name, value) ->
            variables.put(
                name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'),
                value.toString()));
    for (int i = 0; i < more.length; i += 2) {
      variables.put(more[i], more[i + 1]);
    }
    return new Shell(variables).run("password", "reset");
  }

  private static int statusWith(RunningInlet inlet, String password) {
    Answer answer =
        inlet.console("GET", "/api/accounts", null, "Authorization", "Bearer " + password);
    return answer.status();
  }

  private RunningInlet generating(Map<String, Object> place) {
    return RunningInlet.in(folder).with(place).with("inlet.admin.password", "").start();
  }

  @ParameterizedTest
  @EnumSource(DatabaseKind.class)
  void passwordThatIsPrintedOpensFromTheNextStartOn(DatabaseKind kind) {
    Map<String, Object> place = kind.fresh(folder);
    generating(place).close();

    Shell.Ended first = reset(place);
    Shell.Ended second = reset(place);

    assertEquals(0, first.code(), first::toString);
    assertEquals(1, second.out().size(), second::toString);
    try (RunningInlet inlet = generating(place)) {
      assertEquals(200, statusWith(inlet, second.text()));
      assertEquals(401, statusWith(inlet, first.text()));
      Answer audit =
          inlet.console(
              "GET",
              "/api/audit?action=password",
              null,
              "Authorization",
              "Bearer " + second.text());
      assertEquals(2, audit.at("/audit").size(), audit::toString);
    }
  }

  @Test
  void withoutDataThereIsNothingToReset() {
    Shell.Ended ended = reset(Map.of("inlet.data-dir", folder.resolve("none").toString()));

    assertEquals(1, ended.code());
    assertTrue(ended.err().getFirst().contains("the first start generates"), ended::toString);
  }

  @Test
  void passwordOfTheOperatorsOwnIsChangedWhereItIsSet() {
    Shell.Ended ended =
        reset(DatabaseKind.H2.fresh(folder), "INLET_ADMIN_PASSWORD", "a long enough password");

    assertEquals(1, ended.code());
    assertTrue(ended.err().getFirst().contains("INLET_ADMIN_PASSWORD"), ended::toString);
  }
}
