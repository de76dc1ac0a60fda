package dev.inlet;

import dev.inlet.CallConnection.BrokenOff;
import dev.inlet.CallConnection.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends calls over several connections until told to stop, each with a messageId of its own, and
 * remembers what was answered. Every eighth call identifies somebody; the others are track calls.
 */
final class Load implements AutoCloseable {
  private static final int IDENTIFY_EVERY = 8;

  /** One answer, and when it came and was asked for, by {@link System#nanoTime}. */
  record Answered(String messageId, Reply reply, long asked, long answered) {
    Duration took() {
      return Duration.ofNanos(answered - asked);
    }

    boolean isAcknowledged() {
      return reply.status() / 100 == 2;
    }
  }

  private final int port;
  private final String key;
  private final Duration pause;
  private final List<Thread> senders = new ArrayList<>();
  private final ConcurrentLinkedQueue<Answered> answers = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<BrokenOff> broken = new ConcurrentLinkedQueue<>();
  private final AtomicInteger unanswered = new AtomicInteger();
  private final AtomicLong numbers;
  private volatile boolean stopping;

  /**
   * @param numbers where messageIds and userIds come from
   * @param pause after each call
   */
  Load(int port, String key, int connections, AtomicLong numbers, Duration pause) {
    this.port = port;
    this.key = key;
    this.numbers = numbers;
    this.pause = pause;
    for (int i = 0; i < connections; i++) {
      senders.add(Thread.ofVirtual().start(this::send));
    }
  }

  private void send() {
    while (!stopping) {
      try (var connection = new CallConnection(port, key)) {
        for (boolean isOpen = true; isOpen && !stopping; ) {
          long number = numbers.incrementAndGet();
          long asked = System.nanoTime();
          Reply reply;
          try {
            reply = connection.post(call(number));
          } catch (BrokenOff e) {
            broken.add(e);
            throw e;
          } catch (IOException e) {
            unanswered.incrementAndGet();
            throw e;
          }
          answers.add(new Answered("m" + number, reply, asked, System.nanoTime()));
          isOpen = !reply.isLast();
          Thread.sleep(pause);
        }
      } catch (IOException e) {
        rest();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static void rest() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The userId of an identify call is its messageId. */
  static String call(long number) {
    return isIdentify(number)
        ? "{\"type\":\"identify\",\"messageId\":\"m%d\",\"userId\":\"m%d\",\"traits\":{\"n\":%d}}"
            .formatted(number, number, number)
        : "{\"type\":\"track\",\"messageId\":\"m%d\",\"userId\":\"u%d\",\"event\":\"e\"}"
            .formatted(number, number % 50);
  }

  private static boolean isIdentify(long number) {
    return number % IDENTIFY_EVERY == 0;
  }

  /** Ends when every call at hand is answered or has failed. */
  @Override
  public void close() {
    stopping = true;
    for (Thread sender : senders) {
      try {
        sender.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  List<Answered> answers() {
    return List.copyOf(answers);
  }

  /** Answers that broke off in the middle. */
  List<BrokenOff> broken() {
    return List.copyOf(broken);
  }

  /** Calls whose connection ended before any answer. */
  int unanswered() {
    return unanswered.get();
  }

  /** The messageIds of the track calls, or of the identify calls, that were acknowledged. */
  Set<String> acknowledged(boolean identify) {
    Set<String> ids = ConcurrentHashMap.newKeySet();
    for (Answered answer : answers) {
      if (answer.isAcknowledged()
          && isIdentify(Long.parseLong(answer.messageId().substring(1))) == identify) {
        ids.add(answer.messageId());
      }
    }
    return ids;
  }
}
