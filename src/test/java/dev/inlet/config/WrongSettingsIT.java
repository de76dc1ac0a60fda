package dev.inlet.config;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.Causes;
import dev.inlet.RunningInlet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Inlet does not start with a wrong value, and says which property and variable to change. */
class WrongSettingsIT {
  @TempDir Path folder;

  /** Tells the reason. */
  private String refused(RunningInlet.Setup setup, String... parts) {
    String reason = Causes.message(assertThrows(RuntimeException.class, setup::start));
    for (String part : parts) {
      assertTrue(reason.contains(part), reason);
    }
    assertFalse(Files.exists(folder.resolve("inlet.mv.db")), "a wrong start leaves nothing behind");
    return reason;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "inlet.answer|INLET_ANSWER|perhaps|one of processed, accepted",
        "inlet.answer-budget|INLET_ANSWER_BUDGET|soon|a duration from 1ms to 3s",
        "inlet.deadline|INLET_DEADLINE|3600s|a duration from 100ms to 3s",
        "inlet.deadline|INLET_DEADLINE|-1s|a duration from 100ms to 3s",
        "inlet.retry-after|INLET_RETRY_AFTER|0s|a duration from 1s to 3600s",
        "inlet.flood-status|INLET_FLOOD_STATUS|500|one of 503, 429",
        "inlet.flood-status|INLET_FLOOD_STATUS|too many|one of 503, 429",
        "inlet.types|INLET_TYPES|suppress|a list of call types",
        "inlet.types|INLET_TYPES|''|a list of call types",
        "inlet.journal.waiting-calls|INLET_JOURNAL_WAITING_CALLS|many|a whole number from 1",
        "inlet.journal.waiting-calls|INLET_JOURNAL_WAITING_CALLS|0|a whole number from 1",
        "inlet.journal.waiting-megabytes|INLET_JOURNAL_WAITING_MEGABYTES|1.5|a whole number from 1",
        "inlet.journal.batch|INLET_JOURNAL_BATCH|1025|a whole number from 1 to 1024",
        "inlet.connections|INLET_CONNECTIONS|0|a whole number from 1 to 1000000",
        "inlet.arrival-deadline|INLET_ARRIVAL_DEADLINE|999ms|a duration from 1s to 300s",
        "inlet.tracking.caller-ip|INLET_TRACKING_CALLER_IP|maybe|one of true, false",
        "inlet.tracking.trusted-proxies|INLET_TRACKING_TRUSTED_PROXIES|11|from 0 to 10",
        "inlet.jitsu.geo-database|INLET_JITSU_GEO_DATABASE|nowhere.mmdb|a MaxMind DB file",
        "inlet.journal.keep|INLET_JOURNAL_KEEP|6d|a duration from 7d to 3650d",
        "inlet.journal.keep|INLET_JOURNAL_KEEP|a week|a duration from 7d to 3650d",
        "inlet.forward.retention|INLET_FORWARD_RETENTION|3540s|a duration from 3600s to 3650d",
        "inlet.forward.allow-private|INLET_FORWARD_ALLOW_PRIVATE|maybe|one of true, false",
        "inlet.forward.batch|INLET_FORWARD_BATCH|0|a whole number from 1 to 200",
        "inlet.refusals.keep-bodies|INLET_REFUSALS_KEEP_BODIES|8d|a duration from 0s to 7d",
        "inlet.audit.keep|INLET_AUDIT_KEEP|3600s|a duration from 1d to 3650d",
        "inlet.compact-megabytes|INLET_COMPACT_MEGABYTES|-1|a whole number from 0 to",
        "inlet.settings|INLET_SETTINGS|listId|a JSON array of objects",
        "inlet.allowed-addresses|INLET_ALLOWED_ADDRESSES|10.0.0.0/33|a list of addresses and"
            + " ranges",
        "inlet.allowed-addresses|INLET_ALLOWED_ADDRESSES|example.com|a list of addresses and"
            + " ranges",
      })
  void valueIsRefused(String property, String variable, String value, String expected) {
    refused(RunningInlet.in(folder).with(property, value), property, variable, value, expected);
  }

  /** What people send would be stored in files without a word. */
  @ParameterizedTest
  @CsvSource({
    "datasource.default.url, datasources.default.url",
    "datasources.url, datasources.default.url",
    "datasources.main.url, datasources.default.url",
    "datasorces.default.url, datasources.default.url"
  })
  void databaseByAnotherNameIsRefused(String name, String meant) {
    refused(
        RunningInlet.in(folder).with(name, "jdbc:postgresql://localhost:1/inlet"),
        name + " is nothing that Inlet reads: did you mean " + meant + "?");
  }

  /** OpenTelemetry's own names: what the JDK's client and the SDK in the jar can do. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "otel.traces.exporter|zipkin|(OTEL_TRACES_EXPORTER) must be otlp",
        "otel.exporter.otlp.protocol|grpc|(OTEL_EXPORTER_OTLP_PROTOCOL) must be http/protobuf",
        "otel.traces.sampler|most|otel.traces.sampler (OTEL_TRACES_SAMPLER): ",
        "otel.traces.sampler.arg|2|(OTEL_TRACES_SAMPLER_ARG) must be a number from 0 to 1, such as",
        "otel.traces.sampler.arg|-0.1|(OTEL_TRACES_SAMPLER_ARG) must be a number from 0 to 1",
        "otel.traces.sampler.arg|NaN|(OTEL_TRACES_SAMPLER_ARG) must be a number from 0 to 1",
        "otel.traces.sampler.arg|half|(OTEL_TRACES_SAMPLER_ARG) must be a number from 0 to 1",
        "otel.exporter.otlp.headers|hush-hush|(OTEL_EXPORTER_OTLP_HEADERS): ",
        "otel.exporter.otlp.traces.endpoint|nowhere|(OTEL_EXPORTER_OTLP_TRACES_ENDPOINT): ",
        "otel.exporter.otlp.certificate|no.pem|(OTEL_EXPORTER_OTLP_CERTIFICATE): ",
        "otel.exporter.otlp.compression|zip|(OTEL_EXPORTER_OTLP_COMPRESSION): ",
        "otel.bsp.schedule.delay|soon|(OTEL_BSP_SCHEDULE_DELAY): ",
      })
  void ofTraces(String property, String value, String expected) {
    RunningInlet.Setup setup =
        RunningInlet.in(folder)
            .with("otel.exporter.otlp.endpoint", "http://localhost:4318")
            .with("otel.traces.sampler", "parentbased_traceidratio")
            .with(property, value);

    String reason = refused(setup, property, expected);

    assertFalse(reason.contains("hush-hush"), reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "webhook|WEBHOOK|http://alerts.example|url must be https",
        "webhook|WEBHOOK|https://127.0.0.1/|is not public",
        "webhook|WEBHOOK|not an address|an https address",
        "webhook|SECRET|https://alerts.example|whsec_ and 24 to 64 bytes",
        "secret|SECRET|whsec_c2hvcnQ=|whsec_ and 24 to 64 bytes",
      })
  void alertsGoNowhereButToAGoodAddressWithASecret(
      String property, String variable, String value, String problem) {
    refused(
        RunningInlet.in(folder).with("inlet.alerts." + property, value),
        "(INLET_ALERTS_%s)".formatted(variable),
        problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bootstrap-servers|BOOTSTRAP_SERVERS|localhost|a list of host:port",
        "bootstrap-servers|BOOTSTRAP_SERVERS|a:9092,,b:9092|a list of host:port",
        "bootstrap-servers|BOOTSTRAP_SERVERS|localhost:70000|a list of host:port",
        "topic|TOPIC|a b|the name of a topic",
        "topic|TOPIC|..|the name of a topic",
        "properties.linger.ms|PROPERTIES_LINGER_MS|soon|cannot be set up",
        "properties.security.protocol|PROPERTIES_SECURITY_PROTOCOL|TLS|cannot be set up",
        "properties.compression.type|PROPERTIES_COMPRESSION_TYPE|zstd|it must be none or gzip",
        "properties.acks|PROPERTIES_ACKS|1|leave it out",
      })
  void whatKafkaCannotBeAskedWithIsRefused(
      String property, String variable, String value, String problem) {
    refused(
        RunningInlet.in(folder)
            .with("inlet.forward.kafka.bootstrap-servers", "localhost:9092")
            .with("inlet.forward.kafka." + property, value),
        "inlet.forward.kafka.%s (INLET_FORWARD_KAFKA_%s)".formatted(property, variable),
        problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bootstrap-servers|BOOTSTRAP_SERVERS|localhost|a list of host:port",
        "topic|TOPIC|a b|the name of a topic",
        "topic|TOPIC|inlet.{type}|the name of a topic, of letters, digits",
        "partitions|PARTITIONS|3|a power of two",
        "replication|REPLICATION|0|a whole number from 1",
      })
  void whatKafkaCannotBeTheJournalWithIsRefused(
      String property, String variable, String value, String problem) {
    refused(
        RunningInlet.in(folder)
            .with("datasources.default.url", "jdbc:postgresql://localhost:1/inlet")
            .with("inlet.journal.kafka.bootstrap-servers", "localhost:1")
            .with("inlet.journal.kafka." + property, value),
        "inlet.journal.kafka.%s (INLET_JOURNAL_KAFKA_%s)".formatted(property, variable),
        problem);
  }

  @ParameterizedTest
  @CsvSource({
    "topic, calls",
    "partitions, 32",
    "replication, 1",
    "accept-loss, true",
    "properties.security.protocol, SSL"
  })
  void settingOfKafkaAsTheJournalThatHasNoBrokersIsRefused(String name, String value) {
    String property = "inlet.journal.kafka." + name;
    refused(
        RunningInlet.in(folder).with(property, value),
        property.replaceFirst("(properties[.]\\w+).*", "$1"),
        "nothing comes of it without inlet.journal.kafka.bootstrap-servers: set that"
            + " (INLET_JOURNAL_KAFKA_BOOTSTRAP_SERVERS)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "issuer|http://provider.example|ISSUER|an https address",
        "issuer|not an address|ISSUER|an https address",
        "client-id| |CLIENT_ID|the provider gives one",
        "client-secret| |CLIENT_SECRET|the provider gives one",
        "default-role|king|DEFAULT_ROLE|one of none, look, support, admin",
      })
  void providerThatIsHalfConfiguredIsRefused(
      String property, String value, String variable, String problem) {
    String oidc = "inlet.console.oidc.";
    refused(
        RunningInlet.in(folder)
            .with(oidc + "issuer", "https://provider.example")
            .with(oidc + "client-id", "c")
            .with(oidc + "client-secret", "s")
            .with(oidc + property, value == null ? "" : value),
        "%s%s (INLET_CONSOLE_OIDC_%s)".formatted(oidc, property, variable),
        problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[{\"type\":\"string\"}]|each with a name",
        "[{\"name\":1}]|each name is text; it is \"1\"",
        "[{\"name\":\"a\"},{\"name\":null}]|each name is text; it is \"null\"",
        "[{\"name\":{}}]|each name is text",
        "[1]|a JSON array of objects",
        "{\"name\":\"a\"}|a JSON array of objects",
        "[{\"name\":\"a\",\"type\":\"date\"}]|a must be of the type string, boolean, number,"
            + " select, array, map or text-map; it is \"date\"",
        "[{\"name\":\"a\",\"required\":\"maybe\"}]|a must be required true or false; it is"
            + " \"maybe\"",
        "[{\"name\":\"a\",\"type\":\"number\",\"default\":\"x\"}]|the default of a must be a"
            + " number",
        "[{\"name\":\"a\"},{\"name\":\"A\"}]|A is declared twice",
        "[{\"name\":\"requireEmail\",\"type\":\"string\"}]|requireEmail is built in as true or"
            + " false",
        "[{\"name\":\"Events\",\"type\":\"map\"}]|events is built in as a list",
        "[{\"name\":\"trait_mappings\",\"type\":\"map\"}]|traitMappings is built in as an object",
      })
  void settingIsRefused(String json, String problem) {
    refused(
        RunningInlet.in(folder).with("inlet.settings", json),
        "inlet.settings (INLET_SETTINGS)",
        problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:h2:mem:inlet",
        "jdbc:h2:tcp://localhost/inlet",
        "jdbc:h2:./inlet",
        "jdbc:mysql://localhost/inlet",
      })
  void databaseThatLosesCallsIsRefused(String url) {
    refused(
        RunningInlet.in(folder).with("datasources.default.url", url),
        "datasources.default.url (DATASOURCES_DEFAULT_URL)",
        "acknowledged calls are safe");
  }

  @ParameterizedTest
  @ValueSource(strings = {"WRITE_DELAY=500", "write_delay=0", "FILE_LOCK=NO"})
  void optionThatLosesCallsIsRefused(String option) {
    refused(
        RunningInlet.in(folder)
            .with("datasources.default.url", "jdbc:h2:file:" + folder + "/x;" + option),
        "datasources.default.url (DATASOURCES_DEFAULT_URL) must not set",
        "acknowledged calls could be lost");
  }

  @ParameterizedTest
  @CsvSource({
    "micronaut.server.port, MICRONAUT_SERVER_PORT, many",
    "micronaut.server.port, MICRONAUT_SERVER_PORT, 0",
    "inlet.console.port, INLET_CONSOLE_PORT, 65536"
  })
  void portThatIsNoneIsRefused(String property, String variable, String value) {
    refused(
        RunningInlet.in(folder).with(property, value),
        property + " (" + variable + ")",
        "a whole number from 1 to 65535",
        value);
  }

  @Test
  void onePortForBothIsRefused() {
    refused(
        RunningInlet.in(folder)
            .with("micronaut.server.port", "19999")
            .with("inlet.console.port", "19999"),
        "inlet.console.port (INLET_CONSOLE_PORT): must be another than micronaut.server.port");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jdbc:postgresql://localhost:1/inlet|nobody answers at jdbc:postgresql://localhost:1/inlet",
        "jdbc:postgresql://no-such-host.invalid/inlet|there is no such host as in jdbc:postgresql:",
      })
  void postgresqlThatIsAwayIsTold(String url, String sentence) {
    refused(
        RunningInlet.in(folder)
            .with("datasources.default.url", url)
            .with("datasources.default.username", "inlet")
            .with("datasources.default.password", "a secret"),
        sentence,
        "set DATASOURCES_DEFAULT_URL");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "micronaut.server.ssl.enabled|true",
        "micronaut.server.ssl.key-store.path|file:x.p12",
        "micronaut.ssl.enabled|true",
        "micronaut.server.dual-protocol|true",
        "micronaut.server.http-version|2.0",
        "micronaut.server.netty.listeners.public.ssl|true",
      })
  void whatIsNotServedIsRefusedAndNotIgnored(String property, String value) {
    refused(
        RunningInlet.in(folder).with(property, value),
        property.replaceFirst("[.]path$", "") + " (MICRONAUT_",
        "set inlet.tls.certificate and inlet.tls.key");
  }

  /** What is wrong with the files themselves, CertificateFilesTest has. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "inlet.tls.certificate|no.pem|inlet.tls.certificate (INLET_TLS_CERTIFICATE): ",
        "inlet.tls.key-store|no.p12|inlet.tls.key-store (INLET_TLS_KEY_STORE): no.p12 cannot be"
            + " read",
        "inlet.console.tls.certificate|no.pem|inlet.console.tls.certificate"
            + " (INLET_CONSOLE_TLS_CERT",
        "inlet.tls.key|key.pem|inlet.tls.key (INLET_TLS_KEY): there is no certificate for it",
        "inlet.tls.password|x|inlet.tls.password (INLET_TLS_PASSWORD): there is no certificate",
        "inlet.console.tls.enabled|true|inlet.console.tls.enabled (INLET_CONSOLE_TLS_ENABLED):"
            + " there",
        "inlet.console.tls.enabled|yes|must be one of true, false",
      })
  void tlsThatCannotBeServedIsRefused(String property, String value, String sentence) {
    refused(RunningInlet.in(folder).with(property, value), sentence);
  }

  @Test
  void certificateInTwoWaysIsRefused() {
    refused(
        RunningInlet.in(folder)
            .with("inlet.tls.certificate", "a.pem")
            .with("inlet.tls.key-store", "a.p12"),
        "inlet.tls.key-store (INLET_TLS_KEY_STORE): leave it out, or inlet.tls.certificate");
    refused(
        RunningInlet.in(folder).with("inlet.tls.key", "a.pem").with("inlet.tls.key-store", "a.p12"),
        "inlet.tls.key (INLET_TLS_KEY): leave it out");
  }

  @Test
  void folderThatCannotBeOneIsTold() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    refused(
        RunningInlet.in(folder).with("inlet.data-dir", file.resolve("data")),
        file + "/data cannot be written to",
        "set INLET_DATA_DIR");
  }

  @Test
  void passwordThatIsEasilyGuessedIsRefusedOutsideDev() {
    refused(
        RunningInlet.in(folder).with("inlet.admin.password", "Password1234"),
        "inlet.admin.password (INLET_ADMIN_PASSWORD) is easily guessed");
    RunningInlet.in(folder).environment("dev").with("inlet.admin.password", "dev").start().close();
  }
}
