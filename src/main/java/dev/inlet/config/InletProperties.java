package dev.inlet.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operator has set below {@code inlet}, as it was written; null is what they have not. Most
 * is text, whatever it should be: one that is wrong is shown in the message that refuses it, which
 * Micronaut's own conversion would not do. What it means, its default and its range are in {@link
 * InletConfiguration}, or in the configuration beside it that has its subject.
 *
 * @param answer whether calls are answered when they are processed, or already when they are safe
 * @param answerBudget how long an answer waits for the processing of its call
 * @param deadline how long an answer may take at all
 * @param retryAfter what senders are told to wait that are refused for a while
 * @param floodStatus what an account is answered that sends far more than others
 * @param stopWithin how long a stop may take
 * @param connections how many each port keeps at most
 * @param arrivalDeadline how long a request may take to arrive
 * @param allowedAddresses from where calls are taken; null for everywhere
 * @param compactMegabytes how large H2's files may grow before a stop makes them smaller
 * @param types the call types that are supported
 * @param settings what the vendor declared in Segment's Settings Editor: a list of objects, or a
 *     JSON array of them
 */
@ConfigurationProperties("inlet")
record InletProperties(
    @Nullable String answer,
    @Nullable String answerBudget,
    @Nullable String deadline,
    @Nullable String retryAfter,
    @Nullable String floodStatus,
    @Nullable String stopWithin,
    @Nullable String connections,
    @Nullable String arrivalDeadline,
    @Nullable List<String> allowedAddresses,
    @Nullable String compactMegabytes,
    @Nullable List<String> types,
    @Nullable Object settings) {

  /**
   * The journal.
   *
   * @param waitingCalls how many calls wait for it at most
   * @param waitingMegabytes how much those take of the memory at most
   * @param batch how many calls it takes at a time at most
   * @param keep how long it keeps them
   */
  @ConfigurationProperties("journal")
  record Journal(
      @Nullable String waitingCalls,
      @Nullable String waitingMegabytes,
      @Nullable String batch,
      @Nullable String keep) {}

  /**
   * Kafka as the journal.
   *
   * @param bootstrapServers where its brokers are asked for first; not Kafka when this is not set
   * @param topic which one calls are sent to
   * @param partitions how many that gets when it is made
   * @param replication on how many brokers each is kept when it is made
   * @param acceptLoss whether it may be one that can lose calls
   */
  @ConfigurationProperties("journal.kafka")
  record KafkaJournal(
      @Nullable String bootstrapServers,
      @Nullable String topic,
      @Nullable String partitions,
      @Nullable String replication,
      @Nullable String acceptLoss) {}

  /**
   * A provider of OpenID Connect for the console.
   *
   * @param issuer where its metadata is found; none when this is not set
   * @param clientId by which it knows this console
   * @param clientSecret by which it knows that it is this console
   * @param nameClaim which claim is a user's name
   * @param roleClaim which claim says the role
   * @param defaultRole of whom the claim says nothing
   */
  @ConfigurationProperties("console.oidc")
  record Oidc(
      @Nullable String issuer,
      @Nullable String clientId,
      @Nullable String clientSecret,
      @Nullable String nameClaim,
      @Nullable String roleClaim,
      @Nullable String defaultRole) {}

  /**
   * Who changed what.
   *
   * @param keep how long that is kept
   */
  @ConfigurationProperties("audit")
  record Audit(@Nullable String keep) {}

  /**
   * Customers.
   *
   * @param eraseAfter how long what a closed account has stays
   */
  @ConfigurationProperties("accounts")
  record Accounts(@Nullable String eraseAfter) {}

  /**
   * What is kept of refused deliveries.
   *
   * @param keepBodies how long the beginning of their bodies is kept
   */
  @ConfigurationProperties("refusals")
  record Refusals(@Nullable String keepBodies) {}

  /**
   * What is handed on.
   *
   * @param retention how long changes can be read
   * @param key what secrets of subscriptions are sealed under
   * @param allowPrivate whether webhooks go to private addresses, too
   * @param batch how many changes a webhook has at most
   */
  @ConfigurationProperties("forward")
  record Forward(
      @Nullable String retention,
      @Nullable String key,
      @Nullable String allowPrivate,
      @Nullable String batch) {

    /** Without the key. */
    @Override
    public String toString() {
      return "Forward";
    }
  }

  /**
   * Who is told of alerts.
   *
   * @param webhook where they are posted to
   * @param secret what that is signed with
   */
  @ConfigurationProperties("alerts")
  record Alerts(@Nullable String webhook, @Nullable String secret) {

    /** Without the secret. */
    @Override
    public String toString() {
      return "Alerts";
    }
  }

  /**
   * Changes to Kafka.
   *
   * @param bootstrapServers where its brokers are asked for first
   * @param topic which one changes are sent to
   */
  @ConfigurationProperties("forward.kafka")
  record Kafka(@Nullable String bootstrapServers, @Nullable String topic) {}

  /**
   * The certificate of both ports, by two files or by one that has both.
   *
   * @param certificate a file in PEM
   * @param key its key in PEM, when that is in another file
   * @param keyStore a PKCS#12 file in their place
   * @param password of the key or the PKCS#12 file
   */
  @ConfigurationProperties("tls")
  record Tls(
      @Nullable String certificate,
      @Nullable String key,
      @Nullable String keyStore,
      @Nullable String password) {

    /** Without the password. */
    @Override
    public String toString() {
      return "Tls";
    }
  }

  /**
   * The certificate of the console's port, when it has one of its own.
   *
   * @param enabled whether that port speaks TLS
   * @param certificate a file in PEM
   * @param key its key in PEM, when that is in another file
   * @param keyStore a PKCS#12 file in their place
   * @param password of the key or the PKCS#12 file
   */
  @ConfigurationProperties("console.tls")
  record ConsoleTls(
      @Nullable String enabled,
      @Nullable String certificate,
      @Nullable String key,
      @Nullable String keyStore,
      @Nullable String password) {

    /** Without the password. */
    @Override
    public String toString() {
      return "ConsoleTls";
    }
  }

  /**
   * The Tracking API.
   *
   * @param callerIp whether calls get the address of their caller
   * @param trustedProxies how many proxies of the operator's stand in front
   */
  @ConfigurationProperties("tracking")
  record Tracking(@Nullable String callerIp, @Nullable String trustedProxies) {}

  /**
   * Jitsu's endpoint.
   *
   * @param geoDatabase a MaxMind database, by which calls get their place
   */
  @ConfigurationProperties("jitsu")
  record Jitsu(@Nullable String geoDatabase) {}
}
