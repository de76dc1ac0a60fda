package dev.inlet.console.tester;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.inlet.console.page.Page;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * What came of tests, so that each has an address to go back to and to reload without sending
 * anything again. In memory alone, because a form may hold a key: the newest {@value #MOST}, for an
 * hour at most.
 */
@Singleton
final class TestResults {
  static final String PATH = "/console/tester/results";

  private static final int MOST = 100;
  private static final Duration KEPT_FOR = Duration.ofHours(1);

  private final Cache<String, Page> results =
      Caffeine.newBuilder().expireAfterWrite(KEPT_FOR).maximumSize(MOST).build();

  /** Keeps a result, and sends the browser to it. */
  HttpResponse<?> show(Page result) {
    return HttpResponse.seeOther(URI.create(keep(result)));
  }

  /** Keeps a result, and tells its address. */
  String keep(Page result) {
    String id = UUID.randomUUID().toString();
    results.put(id, result);
    return PATH + "/" + id;
  }

  Optional<Page> find(String id) {
    return Optional.ofNullable(results.getIfPresent(id));
  }
}
