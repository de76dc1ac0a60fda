package dev.inlet.config;

import dev.inlet.kafka.ConnectionSettings;
import dev.inlet.kafka.KafkaSettings;
import dev.inlet.naming.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names of all that an operator can set, so that one that is misspelled does not go unnoticed:
 * it would leave Inlet with a default.
 */
public final class KnownNames {
  private static final String PROPERTY_PREFIX = "inlet.";

  /** What tests are told stands beside what an operator sets. */
  private static final String OF_TESTS = "inlet.test.";

  private static final String VARIABLE_PREFIX = "INLET_";

  /** Inlet's own properties; {@code inlet.settings} is a list, which may have more behind it. */
  static final Set<String> PROPERTIES =
      Set.of(
          "inlet.admin.password",
          "inlet.alerts.secret",
          "inlet.alerts.webhook",
          "inlet.allowed-addresses",
          "inlet.answer",
          "inlet.answer-budget",
          "inlet.arrival-deadline",
          "inlet.accounts.erase-after",
          "inlet.audit.keep",
          "inlet.compact-megabytes",
          "inlet.connections",
          "inlet.console.host",
          "inlet.console.oidc.client-id",
          "inlet.console.oidc.client-secret",
          "inlet.console.oidc.default-role",
          "inlet.console.oidc.issuer",
          "inlet.console.oidc.name-claim",
          "inlet.console.oidc.role-claim",
          "inlet.console.port",
          "inlet.console.tls.certificate",
          "inlet.console.tls.enabled",
          "inlet.console.tls.key",
          "inlet.console.tls.key-store",
          "inlet.console.tls.password",
          "inlet.data-dir",
          "inlet.deadline",
          "inlet.flood-status",
          "inlet.forward.allow-private",
          "inlet.forward.batch",
          "inlet.forward.kafka.bootstrap-servers",
          "inlet.forward.kafka.topic",
          "inlet.forward.key",
          "inlet.forward.retention",
          "inlet.jitsu.geo-database",
          "inlet.journal.batch",
          "inlet.journal.kafka.accept-loss",
          "inlet.journal.kafka.bootstrap-servers",
          "inlet.journal.kafka.partitions",
          "inlet.journal.kafka.replication",
          "inlet.journal.kafka.topic",
          "inlet.journal.keep",
          "inlet.journal.waiting-calls",
          "inlet.journal.waiting-megabytes",
          "inlet.plugins",
          "inlet.refusals.keep-bodies",
          "inlet.retry-after",
          "inlet.settings",
          "inlet.stop-within",
          "inlet.tls.certificate",
          "inlet.tls.key",
          "inlet.tls.key-store",
          "inlet.tls.password",
          "inlet.tracking.caller-ip",
          "inlet.tracking.trusted-proxies",
          "inlet.types");

  /** What Kafka's producer reads begins with this, and goes on with its own names. */
  static final String OF_KAFKA = "inlet.forward.kafka.properties.";

  /** How Kafka's clients connect where it is the journal, likewise. */
  static final String OF_KAFKA_JOURNAL = "inlet.journal.kafka.properties.";

  /** What the command line, the log and the script of the packages read. */
  private static final Set<String> VARIABLES =
      Set.of(
          "INLET_ADDRESS",
          "INLET_CACHE",
          "INLET_CONF",
          "INLET_JAVA_HOME",
          "INLET_JAVA_OPTIONS",
          "INLET_JVM_FOLDERS",
          "INLET_KEY",
          "INLET_LOG",
          "INLET_MEMORY",
          "INLET_TOKEN");

  /** What Kubernetes sets in each container for a service, such as one that is called inlet. */
  private static final Pattern OF_KUBERNETES =
      Pattern.compile("[A-Z0-9_]+_(SERVICE_(HOST|PORT)|PORT_\\d+_(TCP|UDP|SCTP))(_.*)?");

  private static final String ADDRESS_OF_KUBERNETES = "tcp://";

  private KnownNames() {}

  /** The environment variable that sets a property. */
  public static String variable(String property) {
    return property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /**
   * What nobody reads, a sentence for each, with the nearest name there is.
   *
   * @param variables of the environment
   * @param properties the names of those that are set otherwise
   */
  public static List<String> unknown(Map<String, String> variables, Collection<String> properties) {
    var sentences = new ArrayList<String>();
    Set<String> all = properties(variables.keySet(), properties);
    Set<String> known =
        Stream.concat(all.stream().map(KnownNames::variable), VARIABLES.stream())
            .collect(Collectors.toSet());
    variables.forEach(
        (name, value) -> {
          if (name.startsWith(VARIABLE_PREFIX)
              && !known.contains(name)
              && !isOfKubernetes(name, value)) {
            sentences.add(sentence(name, VARIABLE_PREFIX, known));
          }
        });
    for (String name : new TreeSet<>(properties)) {
      if (name.startsWith(PROPERTY_PREFIX)
          && !name.startsWith(OF_TESTS)
          && !all.contains(whole(name))) {
        sentences.add(sentence(name, PROPERTY_PREFIX, all));
      }
    }
    sentences.addAll(BorrowedNames.unknown(variables, properties));
    return sentences;
  }

  /** All there are; Kafka is asked for its names where one of them may be meant. */
  private static Set<String> properties(
      Collection<String> variables, Collection<String> properties) {
    var all = new HashSet<>(PROPERTIES);
    if (isMeant(OF_KAFKA, variables, properties)) {
      KafkaSettings.names().forEach(name -> all.add(OF_KAFKA + name));
    }
    if (isMeant(OF_KAFKA_JOURNAL, variables, properties)) {
      ConnectionSettings.names().forEach(name -> all.add(OF_KAFKA_JOURNAL + name));
    }
    return all;
  }

  private static boolean isMeant(
      String prefix, Collection<String> variables, Collection<String> properties) {
    String ofVariables = variable(prefix);
    return properties.stream().anyMatch(name -> name.startsWith(prefix))
        || variables.stream().anyMatch(name -> name.startsWith(ofVariables));
  }

  /** Whether nobody has set it but Kubernetes, for a service whose name it begins with. */
  static boolean isOfKubernetes(String variable, String value) {
    return OF_KUBERNETES.matcher(variable).matches() || value.startsWith(ADDRESS_OF_KUBERNETES);
  }

  /** The property that an element of a list belongs to. */
  private static String whole(String name) {
    int index = name.indexOf('[');
    return index < 0 ? name : name.substring(0, index);
  }

  /** What all names begin with makes none of them nearer. */
  private static String sentence(String name, String prefix, Collection<String> names) {
    List<String> ends = names.stream().map(one -> one.substring(prefix.length())).toList();
    return unread(name)
        + Nearest.to(name.substring(prefix.length()), ends)
            .map(near -> ": did you mean " + prefix + near + "?")
            .orElse("");
  }

  /** What is said of each name. */
  static String unread(String name) {
    return name + " is nothing that Inlet reads";
  }
}
