package dev.inlet.simulation;

import dev.inlet.call.CallType;
import dev.inlet.simulation.machine.SimulatedContacts;
import dev.inlet.simulation.machine.SimulatedTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Who sends: something new, the same once more, and what was not acknowledged. */
final class Customers {
  private static final List<CallType> TYPES =
      List.of(
          CallType.IDENTIFY,
          CallType.IDENTIFY,
          CallType.TRACK,
          CallType.TRACK,
          CallType.PAGE,
          CallType.SCREEN,
          CallType.GROUP,
          CallType.ALIAS);

  private static final List<String> NAMES = List.of("email", "name", "plan", "colour");
  private static final List<Duration> AGES =
      List.of(Duration.ZERO, Duration.ofSeconds(1), Duration.ofMinutes(5));
  private static final Duration LONG_AGO = Duration.ofDays(10);

  private final Conditions conditions;
  private final SplittableRandom random;
  private final List<Delivery> deliveries = new ArrayList<>();

  /** What may be sent again, as its sender does not know whether it was taken. */
  private final List<Delivery> unsettled = new ArrayList<>();

  private final Map<String, SentCall> byBody = new LinkedHashMap<>();
  private int begun;
  private int marks;

  Customers(Conditions conditions, SplittableRandom random) {
    this.conditions = conditions;
    this.random = random;
  }

  /** All that were sent, in their order. */
  List<Delivery> deliveries() {
    return deliveries;
  }

  /** The call with that body. */
  SentCall call(String body) {
    SentCall call = byBody.get(body);
    if (call == null) {
      throw new Violation("Nobody has sent " + body);
    }
    return call;
  }

  /** Whether there is something new to send. */
  boolean haveNew() {
    return begun < conditions.deliveries();
  }

  /** Whether there is something to send, now or once they know what was acknowledged. */
  boolean haveMore() {
    return haveNew() || unsettled.stream().anyMatch(one -> !one.isOpen());
  }

  /** The next delivery, sent now; null when there is none. */
  @Nullable Delivery next(SimulatedTime time) {
    List<SentCall> calls = nextCalls(time);
    if (calls.isEmpty()) {
      return null;
    }
    Delivery next = new Delivery(calls, time.read());
    deliveries.add(next);
    unsettled.add(next);
    next.calls().forEach(call -> byBody.put(call.body(), call));
    return next;
  }

  private List<SentCall> nextCalls(SimulatedTime time) {
    for (int i = 0; i < unsettled.size(); i++) {
      Delivery one = unsettled.get(i);
      if (!one.isOpen()) {
        unsettled.remove(i--);
        if (!one.isAcknowledged() && random.nextInt(4) > 0) {
          return one.calls().stream().map(call -> call.again(mark())).toList();
        }
      }
    }
    if (!haveNew()) {
      return List.of();
    }
    begun++;
    if (!deliveries.isEmpty() && random.nextInt(100) < conditions.repeats()) {
      return repeated();
    }
    String account = "account " + random.nextInt(conditions.accounts());
    boolean isOld = random.nextInt(100) < conditions.old();
    var calls = new ArrayList<SentCall>();
    for (int i = random.nextInt(3) == 0 ? random.nextInt(4) : 0; i >= 0; i--) {
      calls.add(call(account, time.instant().minus(isOld ? LONG_AGO : Duration.ZERO)));
    }
    return calls;
  }

  private List<SentCall> repeated() {
    Delivery earlier = deliveries.get(random.nextInt(deliveries.size()));
    boolean differs = random.nextInt(4) == 0;
    return earlier.calls().stream()
        .map(call -> differs ? call.saying(values(), mark()) : call.again(mark()))
        .toList();
  }

  private String mark() {
    return "call " + marks++;
  }

  private SentCall call(String account, Instant now) {
    boolean isOdd = random.nextInt(100) < conditions.odd();
    CallType type =
        isOdd
            ? random.nextBoolean() ? CallType.SCREEN : CallType.ALIAS
            : TYPES.get(random.nextInt(TYPES.size()));
    String user = "user " + random.nextInt(conditions.people());
    String anonymous = "browser " + random.nextInt(conditions.people());
    int ids = type == CallType.ALIAS ? 0 : random.nextInt(3);
    String subject =
        switch (type) {
          case ALIAS -> isOdd ? SimulatedContacts.UNSTORABLE : anonymous;
          case SCREEN -> isOdd ? SentCall.THROWN_AT : "home";
          default -> "one of " + random.nextInt(3);
        };
    Instant time = now.minus(AGES.get(random.nextInt(AGES.size())));
    // Cut, so that calls are of the same time.
    return new SentCall(
        account,
        type,
        "message " + marks,
        ids == 1 ? null : user,
        ids == 0 ? null : anonymous,
        subject,
        values(),
        Instant.ofEpochMilli(time.toEpochMilli() / 100 * 100),
        mark());
  }

  private Map<String, String> values() {
    var values = new LinkedHashMap<String, String>();
    for (int i = random.nextInt(3); i > 0; i--) {
      String value = random.nextInt(5) == 0 ? "null" : "\"" + random.nextInt(100) + "\"";
      values.put(NAMES.get(random.nextInt(NAMES.size())), value);
    }
    return values;
  }
}
