package dev.inlet.operate.export;

import dev.inlet.fault.Fault;
import dev.inlet.fault.OutOfMemory;
import dev.inlet.listing.Listing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Schedulers;

/** A whole list as a file in UTF-8, read and sent piece by piece, however long it is. */
public final class ExportedFile<T> {
  private static final Logger LOG = LoggerFactory.getLogger(ExportedFile.class);

  /** What is closed loses what it has not sent yet, and the last line should arrive. */
  private static final Duration FLUSHED_WITHIN = Duration.ofSeconds(2);

  private final LongFunction<Listing<T>> reader;
  private final String header;
  private final Function<List<T>, String> rows;
  private final String brokenOff;

  /**
   * @param reader reads the window of the list below a place
   * @param header the first line; empty for none
   * @param rows the lines of some items
   * @param brokenOff the last line of a file that is not whole
   */
  public ExportedFile(
      LongFunction<Listing<T>> reader,
      String header,
      Function<List<T>, String> rows,
      String brokenOff) {
    this.reader = reader;
    this.header = header;
    this.rows = rows;
    this.brokenOff = brokenOff;
  }

  /**
   * The file, as it is read. The beginning is read before this returns, so that a failure until
   * then is an answer of its own. When a later piece cannot be read, the last line says that the
   * file is not whole, and the publisher fails, which ends the connection in the middle.
   */
  public Publisher<byte[]> publish() {
    Listing<T> beginning = reader.apply(Long.MAX_VALUE);
    return Flux.defer(() -> new Export(beginning).publish())
        .subscribeOn(Schedulers.boundedElastic());
  }

  /** That a file is not whole; the log has said why. */
  @SuppressWarnings("serial")
  private static final class BrokenOff extends RuntimeException {
    BrokenOff() {
      super("An export broke off", null, false, false);
    }
  }

  /** One file on its way. */
  private final class Export {
    private final Listing<T> beginning;
    private @Nullable Long next;
    private boolean isBrokenOff;

    Export(Listing<T> beginning) {
      this.beginning = beginning;
      this.next = beginning.next();
    }

    Flux<byte[]> publish() {
      return Flux.concat(
          Flux.just(bytes(header + rows.apply(beginning.items()))),
          Flux.generate(this::goOn),
          Flux.defer(this::end));
    }

    private void goOn(SynchronousSink<byte[]> sink) {
      if (next == null || isBrokenOff) {
        sink.complete();
        return;
      }
      try {
        Listing<T> piece = reader.apply(next);
        next = piece.next();
        sink.next(bytes(rows.apply(piece.items())));
      } catch (RuntimeException e) {
        OutOfMemory.endIfIn(e);
        LOG.error("An export breaks off: {}", new Fault(e));
        isBrokenOff = true;
        sink.next(bytes(brokenOff));
      }
    }

    private Flux<byte[]> end() {
      return isBrokenOff
          ? Flux.<byte[]>error(new BrokenOff()).delaySubscription(FLUSHED_WITHIN)
          : Flux.empty();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
