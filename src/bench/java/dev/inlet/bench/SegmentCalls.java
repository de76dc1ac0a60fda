package dev.inlet.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.inlet.bench.RequestTemplate.Slot;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * An endless mix of Segment calls: 40 % identify, 40 % track, 15 % page and 5 % group, from 10,000
 * users in 500 groups, bodies of 500 to 900 bytes. No two calls share a {@code messageId}, and
 * every identify changes a trait, so that no server gets off with recognising a repeat.
 *
 * <p>Not safe for use by several threads.
 */
final class SegmentCalls {
  private static final int USERS = 10_000;
  private static final int GROUPS = 500;
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
  private long message;
  private long timeMillis;

  SegmentCalls() {
    // Another run, perhaps on the same database, must not repeat this one's ids.
    String run = UUID.randomUUID().toString().substring(0, 23);
    add(8, run, IDENTIFY);
    add(4, run, ORDER_COMPLETED);
    add(4, run, PRODUCT_VIEWED);
    add(3, run, PAGE);
    add(1, run, GROUP);
  }

  private void add(int twentieths, String run, String body) {
    String json = ENVELOPE.replace("RUN", run).replace("BODY", body).strip();
    mix.addAll(Collections.nCopies(twentieths, new RequestTemplate(json)));
  }

  /** The mean length of a body, in bytes. */
  double meanLength() {
    return mix.stream().mapToInt(RequestTemplate::bodyLength).average().orElseThrow();
  }

  /** The next call, as a complete HTTP request. */
  ByteBuf next(ByteBufAllocator allocator) {
    int user = random.nextInt(USERS);
    write(Slot.USER, user, 10);
    write(Slot.GROUP, user % GROUPS, 10);
    write(Slot.MESSAGE, ++message, 16);
    long now = System.currentTimeMillis();
    if (now != timeMillis) {
      timeMillis = now;
      values.put(Slot.TIME, TIME.format(Instant.ofEpochMilli(now)).getBytes(US_ASCII));
    }
    return mix.get(random.nextInt(mix.size())).fill(allocator, values);
  }

  /** Writes a number with leading zeros over the whole slot. */
  private void write(Slot slot, long number, int radix) {
    byte[] digits = values.computeIfAbsent(slot, s -> new byte[s.width()]);
    long rest = number;
    for (int i = digits.length - 1; i >= 0; i--) {
      digits[i] = (byte) Character.forDigit((int) (rest % radix), radix);
      rest /= radix;
    }
  }
}
