package dev.inlet.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import dev.inlet.bench.load.RequestTemplate.Slot;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * An endless mix of Segment calls: 40 % identify, 40 % track, 15 % page and 5 % group, from 10,000
 * users in 500 groups, bodies of 500 to 900 bytes. Every identify changes a trait, and no two calls
 * share a {@code messageId} but those that are repeats.
 *
 * <p>Not safe for use by several threads.
 */
public final class SegmentCalls {
  private static final int USERS = 10_000;
  private static final int GROUPS = 500;

  /** How many calls a repeat is chosen from: a sender repeats soon what had no answer. */
  private static final int RECENT = 1_024;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private static final String ENVELOPE =
      """
      {"anonymousId":"7f0c4b1e-93d2-4a57-8f6b-000000{user}",
        "context":{
          "ip":"8.8.8.8",
          "library":{"name":"analytics.js","version":"next-1.84.3"},
          "locale":"en-GB",
          "page":{"path":"/pricing","referrer":"","search":"?utm_source=news","title":"Pricing"},
          "userAgent":"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36"
        },
        "integrations":{},
        "messageId":"RUN-{message}",
        "originalTimestamp":"{time}",
        "receivedAt":"{time}",
        "sentAt":"{time}",
        "timestamp":"{time}",
        "userId":"u-{user}",
        "version":"1.1",
        BODY}
      """;

  private static final String IDENTIFY =
      """
      "traits":{
        "name":"Ada Example {user}",
        "email":"user.{user}@example.com",
        "plan":"premium",
        "logins":5,
        "lastCampaign":"c-{message}",
        "address":{"city":"Leeds","country":"GB"}
      },
      "type":"identify"
      """;

  private static final String ORDER_COMPLETED =
      """
      "event":"Order Completed",
      "properties":{
        "order_id":"o-{message}",
        "revenue":49.90,
        "currency":"EUR",
        "coupon":null,
        "products":[
          {"product_id":"p-1","sku":"G-32","name":"Monopoly","price":19.00,"quantity":1},
          {"product_id":"p-2","sku":"F-32","name":"Chess set","price":30.90,"quantity":1}
        ]
      },
      "type":"track"
      """;

  private static final String PRODUCT_VIEWED =
      """
      "event":"Product Viewed",
      "properties":{
        "product_id":"p-1","sku":"G-32","name":"Monopoly","category":"Games","price":18.99
      },
      "type":"track"
      """;

  private static final String PAGE =
      """
      "category":null,
      "name":"Pricing",
      "properties":{
        "name":"Pricing",
        "path":"/pricing",
        "referrer":"https://example.com/",
        "search":"?utm_source=news",
        "title":"Pricing",
        "url":"https://example.com/pricing?utm_source=news"
      },
      "type":"page"
      """;

  private static final String GROUP =
      """
      "groupId":"g-{group}",
      "traits":{
        "name":"Example Works {group}","industry":"Toys","employees":120,"plan":"enterprise"
      },
      "type":"group"
      """;

  private final SplittableRandom random = new SplittableRandom(1);
  private final List<RequestTemplate> mix = new ArrayList<>();
  private final Map<Slot, byte[]> values = new EnumMap<>(Slot.class);
  private final List<byte[]> keys;
  private final double repeated;
  private final List<Sent> recent = new ArrayList<>();
  private long message;
  private long timeMillis;
  private byte[] time = new byte[24];

  /** What tells a call from all others. */
  private record Sent(RequestTemplate template, int user, long message, byte[] time) {}

  /**
   * Calls of some accounts, among which the users are divided.
   *
   * @param keys an API key of each account, all equally long
   * @param repeated the share of calls that are repeats of recent ones, from 0 to 1
   */
  public SegmentCalls(List<String> keys, double repeated) {
    this.keys = keys.stream().map(SegmentCalls::credentials).toList();
    this.repeated = repeated;
    values.put(Slot.KEY, this.keys.getFirst());
    values.put(Slot.MESSAGE, new byte[12]);
    values.put(Slot.USER, new byte[6]);
    values.put(Slot.GROUP, new byte[4]);
    values.put(Slot.TIME, time);
    // Another run, perhaps on the same database, must not repeat this one's ids.
    String run = UUID.randomUUID().toString().substring(0, 23);
    add(8, run, IDENTIFY);
    add(4, run, ORDER_COMPLETED);
    add(4, run, PRODUCT_VIEWED);
    add(3, run, PAGE);
    add(1, run, GROUP);
  }

  private static byte[] credentials(String key) {
    return Base64.getEncoder().encode((key + ":").getBytes(US_ASCII));
  }

  private void add(int twentieths, String run, String body) {
    String json = ENVELOPE.replace("RUN", run).replace("BODY", body).strip();
    mix.addAll(Collections.nCopies(twentieths, new RequestTemplate(json, values)));
  }

  /** The mean length of a body, in bytes. */
  public double meanLength() {
    return mix.stream().mapToInt(RequestTemplate::bodyLength).average().orElseThrow();
  }

  /** The next call, as a complete HTTP request. */
  ByteBuf next(ByteBufAllocator allocator) {
    boolean isRepeat = !recent.isEmpty() && random.nextDouble() < repeated;
    Sent call = isRepeat ? recent.get(random.nextInt(recent.size())) : fresh();
    values.put(Slot.KEY, keys.get(call.user % keys.size()));
    values.put(Slot.TIME, call.time);
    write(Slot.USER, call.user, 10);
    write(Slot.GROUP, call.user % GROUPS, 10);
    write(Slot.MESSAGE, call.message, 16);
    return call.template.fill(allocator, values);
  }

  private Sent fresh() {
    RequestTemplate template = mix.get(random.nextInt(mix.size()));
    Sent call = new Sent(template, random.nextInt(USERS), ++message, time());
    if (repeated > 0) {
      if (recent.size() < RECENT) {
        recent.add(call);
      } else {
        recent.set((int) (message % RECENT), call);
      }
    }
    return call;
  }

  private byte[] time() {
    long now = System.currentTimeMillis();
    if (now != timeMillis) {
      timeMillis = now;
      time = TIME.format(Instant.ofEpochMilli(now)).getBytes(US_ASCII);
    }
    return time;
  }

  /** Writes a number with leading zeros over the whole slot. */
  private void write(Slot slot, long number, int radix) {
    byte[] digits = requireNonNull(values.get(slot));
    long rest = number;
    for (int i = digits.length - 1; i >= 0; i--) {
      digits[i] = (byte) Character.forDigit((int) (rest % radix), radix);
      rest /= radix;
    }
  }
}
