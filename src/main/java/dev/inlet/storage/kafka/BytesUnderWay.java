package dev.inlet.storage.kafka;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A bound of what is on its way at a time, in bytes; one alone may go beyond. */
final class BytesUnderWay {
  private final long bytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition freed = lock.newCondition();
  private long taken;

  BytesUnderWay(long bytes) {
    this.bytes = bytes;
  }

  /** Waits until there is room, and takes it. */
  void take(long size) {
    lock.lock();
    try {
      while (taken > 0 && taken + size > bytes) {
        freed.awaitUninterruptibly();
      }
      taken += size;
    } finally {
      lock.unlock();
    }
  }

  /** Gives back what was taken. */
  void free(long size) {
    lock.lock();
    try {
      taken -= size;
      freed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
