package dev.inlet;

import dev.inlet.account.Settings;
import dev.inlet.call.Call.Track;
import dev.inlet.chore.Chore;
import dev.inlet.endpoint.Connections;
import dev.inlet.handler.Change;
import dev.inlet.handler.Handler;
import dev.inlet.handler.TrackHandler;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.annotation.Scheduled;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ReferenceCounted;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Runs out of memory on any thread that a test asks for. Only there when a property is set. */
final class Exhausting {
  static final String PROPERTY = "inlet.test.exhausting";

  /** The event of a track call that its handler runs out of memory over. */
  static final String EVENT = "exhaust";

  private static volatile boolean inChore;
  private static volatile boolean onSchedule;

  private Exhausting() {}

  private static void fail(boolean isAskedTo) {
    if (isAskedTo) {
      throw new OutOfMemoryError();
    }
  }

  /** Where to run out of memory is the last part of the path. */
  @Controller("/test/exhaust")
  @Requires(property = PROPERTY)
  static final class Asking {
    @Get("/request")
    String inRequest() {
      fail(true);
      return "";
    }

    @Get("/heap")
    long reallyInRequest() {
      var kept = new ArrayList<byte[]>();
      while (kept.size() < Integer.MAX_VALUE) {
        kept.add(new byte[1 << 20]);
      }
      return kept.size();
    }

    @Get("/connection")
    String onItsThread(HttpRequest<?> request) {
      Connections.threadOf(request).execute(() -> fail(true));
      return "";
    }

    @Get("/thread")
    String onAnyThread() {
      Thread.ofPlatform().start(() -> fail(true));
      return "";
    }

    @Get("/chore")
    String inChore() {
      inChore = true;
      return "";
    }

    @Get("/schedule")
    String onSchedule() {
      onSchedule = true;
      return "";
    }

    /** Beside the heap, as when too many requests arrive at once. */
    @Get("/direct")
    String outsideOfTheHeap() {
      var kept = new ArrayList<ByteBuf>();
      try {
        while (kept.size() < Integer.MAX_VALUE) {
          kept.add(ByteBufAllocator.DEFAULT.directBuffer(1 << 20));
        }
        return "";
      } finally {
        kept.forEach(ReferenceCounted::release);
      }
    }
  }

  @Singleton
  @Requires(property = PROPERTY)
  static final class Exhausted implements Chore {
    @Override
    public boolean step() {
      fail(inChore);
      return false;
    }
  }

  @Singleton
  @Requires(property = PROPERTY)
  static class Schedule {
    @Scheduled(fixedDelay = "100ms")
    void run() {
      fail(onSchedule);
    }
  }

  @Singleton
  @Replaces(TrackHandler.class)
  @Requires(property = PROPERTY)
  static final class OfTrack implements Handler<Track> {
    private final TrackHandler real = new TrackHandler();

    @Override
    public Class<Track> handles() {
      return Track.class;
    }

    @Override
    public List<Change> handle(Track call, Settings settings) {
      fail(EVENT.equals(call.event()));
      return real.handle(call, settings);
    }
  }
}
