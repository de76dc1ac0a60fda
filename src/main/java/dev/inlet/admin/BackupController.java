package dev.inlet.admin;

import dev.inlet.endpoint.AdminPort;
import dev.inlet.endpoint.Answers;
import dev.inlet.operate.Backups;
import dev.inlet.operate.OnlineBackup.Archive;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Schedulers;

/** Hands out a backup of everything, as it is made. */
@AdminPort("/api/backup")
@ExecuteOn(TaskExecutors.BLOCKING)
final class BackupController {
  private final Backups backups;

  BackupController(Backups backups) {
    this.backups = backups;
  }

  /** When it cannot be read to its end, the connection ends without the last chunk. */
  @Post
  @Consumes(MediaType.ALL)
  @Produces("application/zip")
  HttpResponse<Publisher<byte[]>> take() {
    Archive archive = backups.begin();
    Flux<byte[]> pieces = Flux.generate(() -> archive, BackupController::next, Archive::close);
    return Answers.file("inlet-backup.zip", pieces.subscribeOn(Schedulers.boundedElastic()));
  }

  private static Archive next(Archive archive, SynchronousSink<byte[]> sink) {
    try {
      byte[] piece = archive.next();
      if (piece == null) {
        sink.complete();
      } else {
        sink.next(piece);
      }
    } catch (IOException e) {
      sink.error(new UncheckedIOException(e));
    }
    return archive;
  }
}
