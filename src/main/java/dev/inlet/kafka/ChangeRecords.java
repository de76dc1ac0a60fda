package dev.inlet.kafka;

import dev.inlet.codec.Json;
import dev.inlet.forward.ShownChange;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Changes as records: under the key of whom they are about, so that those of one contact or company
 * stay in order; the value is the change as the feed shows it.
 */
final class ChangeRecords {
  /** What the key, the headers and the record's own fields may come to. */
  private static final int BESIDE_VALUE = 4_096;

  /** What a change is about, by the name that it has in the JSON. */
  private static final List<String> SUBJECTS =
      List.of("contact", "company", "membership", "event", "page", "data");

  private final String topic;
  private final int mostBytes;

  ChangeRecords(KafkaPolicy policy) {
    this.topic = policy.topic();
    this.mostBytes =
        new ProducerConfig(KafkaSettings.all(policy)).getInt(ProducerConfig.MAX_REQUEST_SIZE_CONFIG)
            - BESIDE_VALUE;
  }

  /**
   * A change as a record. One that is larger than the brokers take comes without what it is about.
   *
   * @param isTooLarge whether they have refused it for that
   * @param traceparent goes along as a header of this name; null: none
   */
  ProducerRecord<byte[], byte[]> of(
      ShownChange change, boolean isTooLarge, @Nullable String traceparent) {
    byte[] whole = bytes(change.json());
    byte[] value = isTooLarge || whole.length > mostBytes ? bytes(shortened(change.json())) : whole;
    var made =
        new ProducerRecord<>(
            topic.replace(KafkaPolicy.TYPE, change.typeName()),
            null,
            change.at().toEpochMilli(),
            bytes(change.accountId() + " " + change.subject()),
            value);
    made.headers()
        .add("type", bytes(change.typeName()))
        .add("account", bytes(change.accountId()))
        .add("position", bytes(change.position().text()));
    if (traceparent != null) {
      made.headers().add("traceparent", bytes(traceparent));
    }
    return made;
  }

  /** The same without what it is about, which the admin API shows. */
  private static String shortened(String json) {
    Map<String, String> members = new LinkedHashMap<>(Json.object(json).members());
    members.keySet().removeAll(SUBJECTS);
    members.put("omitted", "true");
    return Json.write(members);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
