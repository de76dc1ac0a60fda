package dev.inlet.kafka;

import dev.inlet.forward.Position;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far the feed has come to Kafka, and which instance sends it. Every call may block. */
public interface KafkaProgress {
  /**
   * That this instance sends.
   *
   * @param reached up to where brokers have acknowledged; null when nothing was sent yet
   */
  record Held(@Nullable Position reached) {}

  /**
   * Has this instance send for half a minute from now on, since no other does; empty when another
   * does.
   */
  Optional<Held> hold(String instance);

  /**
   * Notes up to where brokers have acknowledged.
   *
   * @return false when another instance sends now, so that nothing was noted
   */
  boolean settle(String instance, Position reached);

  /** This instance does not send any more. */
  void release(String instance);
}
