package dev.inlet.command;

import dev.inlet.codec.JsonMembers;
import dev.inlet.config.KnownNames;
import dev.inlet.operate.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether a server could start here. */
@Command(
    name = "check",
    description = {
      "Tells whether a server could start here, as it is configured, and what to do if not.",
      "",
      "It looks at the configuration, the ports, the database, the journal, the clocks, the disk"
          + " and the plug-ins, and changes nothing. It ends with 0 when all is well, and with 1"
          + " otherwise."
    })
final class CheckCommand implements Callable<Integer> {
  private static final String CONFIGURATION = "configuration";

  private final Surroundings around;

  @Option(names = "--json", description = "prints an object")
  private boolean json;

  CheckCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    List<Finding> findings = findings();
    boolean isWell = findings.stream().allMatch(Finding::isWell);
    around.out().print(json ? asJson(isWell, findings) : shown(findings));
    return ExitCode.of(isWell);
  }

  private List<Finding> findings() {
    try (Offline offline = Offline.open(around.variables())) {
      var findings = new ArrayList<Finding>();
      List<String> unknown = KnownNames.unknown(around.variables(), offline.namesOfProperties());
      findings.add(
          unknown.isEmpty()
              ? Finding.well(CONFIGURATION, "every value is one that Inlet takes")
              : Finding.unwell(CONFIGURATION, String.join("; ", unknown)));
      findings.add(Port.intake(offline.properties()).look());
      findings.add(Port.console(offline.properties()).look());
      findings.addAll(offline.data().look());
      offline.property(Plugins.PROPERTY).map(Plugins::look).ifPresent(findings::add);
      return findings;
    } catch (RuntimeException e) {
      return List.of(Finding.unwell(CONFIGURATION, Serve.reason(e)));
    }
  }

  private static String asJson(boolean isWell, List<Finding> findings) {
    return new JsonMembers()
            .bool("ok", isWell)
            .array(
                "checks",
                findings,
                finding ->
                    new JsonMembers()
                        .text("name", finding.subject())
                        .bool("ok", finding.isWell())
                        .text("message", finding.message())
                        .toString())
        + System.lineSeparator();
  }

  private static String shown(List<Finding> findings) {
    var table = new Table();
    for (Finding finding : findings) {
      table.row(finding.isWell() ? "ok" : "TO DO", finding.subject(), finding.message());
    }
    return table.toString();
  }
}
