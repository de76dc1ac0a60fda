package dev.inlet.command;

import dev.inlet.access.AdminPassword;
import dev.inlet.access.WeakPassword;
import dev.inlet.codec.JsonMembers;
import dev.inlet.command.remote.Surroundings;
import dev.inlet.command.remote.Table;
import dev.inlet.config.KnownNames;
import dev.inlet.config.WrongValues;
import dev.inlet.operate.Finding;
import dev.inlet.tls.PortCertificate;
import dev.inlet.tls.ServedCertificate;
import dev.inlet.tls.ServerTls;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether a server could start here. */
@Command(
    name = "check",
    description = {
      "Tells whether a server could start here, as it is configured, and what to do if not: all of"
          + " it at once.",
      "",
      "It looks at the configuration, the ports, the certificate, the database, the journal, Kafka,"
          + " the clocks, the disk and the plug-ins, and changes nothing. It ends with 0 when all"
          + " is well, and with 1 otherwise."
    })
final class CheckCommand implements Callable<Integer> {
  private static final String CONFIGURATION = "configuration";

  /** How long before its end a certificate should have been renewed. */
  private static final int FEW_DAYS = 7;

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
    var wrong = new WrongValues();
    var problems = new LinkedHashSet<String>(); // A start may refuse what it also warns of.
    var findings = new ArrayList<Finding>();
    try (Offline offline = Offline.look(around.variables(), wrong)) {
      problems.addAll(KnownNames.unknown(around.variables(), offline.namesOfProperties()));
      look(offline, findings);
    } catch (RuntimeException e) {
      problems.add(Serve.reason(e));
    }
    problems.addAll(wrong.sentences());
    var all = new ArrayList<Finding>();
    if (problems.isEmpty()) {
      all.add(Finding.well(CONFIGURATION, "every value is one that Inlet takes"));
    }
    problems.forEach(problem -> all.add(Finding.unwell(CONFIGURATION, problem)));
    all.addAll(findings);
    return all;
  }

  private void look(Offline offline, List<Finding> findings) {
    offline
        .property("inlet.admin.password")
        .filter(password -> WeakPassword.is(password) && !offline.isDevelopment())
        .ifPresent(weak -> findings.add(Finding.unwell("password", AdminPassword.WEAK)));
    ServerTls tls = offline.tls();
    findings.add(Port.intake(offline.properties(), tls).look());
    findings.add(Port.console(offline.properties(), tls).look());
    lookAt(tls.intake(), "certificate").ifPresent(findings::add);
    if (tls.console() != tls.intake()) {
      lookAt(tls.console(), "console certificate").ifPresent(findings::add);
    }
    findings.addAll(offline.data().look());
    offline.property(Plugins.PROPERTY).map(Plugins::look).ifPresent(findings::add);
  }

  private Optional<Finding> lookAt(@Nullable PortCertificate certificate, String subject) {
    if (certificate == null) {
      return Optional.empty();
    }
    Instant now = around.clock().instant();
    ServedCertificate served = certificate.current();
    if (now.isBefore(served.validFrom())) {
      return Optional.of(Finding.unwell(subject, "not valid before " + served.validFrom()));
    }
    long days = Duration.between(now, served.expiry()).toDays();
    String expiry =
        "%s on %s"
            .formatted(now.isAfter(served.expiry()) ? "has expired" : "expires", served.expiry());
    return Optional.of(
        days < FEW_DAYS
            ? Finding.unwell(
                subject, expiry + ": renew it; a running server reads the new one by itself")
            : Finding.well(subject, "%s, in %d days".formatted(expiry, days)));
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

  /** What was found as a table, with what is left to do marked. */
  static String shown(List<Finding> findings) {
    var table = new Table();
    for (Finding finding : findings) {
      table.row(finding.isWell() ? "ok" : "TO DO", finding.subject(), finding.message());
    }
    return table.toString();
  }
}
