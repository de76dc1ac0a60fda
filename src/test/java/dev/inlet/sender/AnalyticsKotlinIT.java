package dev.inlet.sender;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.segment.analytics.kotlin.core.Configuration;
import com.segment.analytics.kotlin.core.RequestFactory;
import com.segment.analytics.kotlin.core.compat.ConfigurationBuilder;
import com.segment.analytics.kotlin.core.compat.JavaAnalytics;
import com.segment.analytics.kotlin.core.platform.plugins.StartupQueue;
import com.segment.analytics.kotlin.core.utilities.InMemoryStorageProvider;
import dev.inlet.Eventually;
import dev.inlet.Given;
import dev.inlet.RunningInlet;
import dev.inlet.account.Sender;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import kotlin.jvm.internal.Reflection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Segment's own SDK for Kotlin, unchanged, as a sender. It speaks TLS alone, gets its settings from
 * where it is pointed to, and has no page.
 */
class AnalyticsKotlinIT {
  private static final List<String> VIEWS = List.of("screen Main");
  private static final Duration BEGINS_WITHIN = Duration.ofSeconds(20);
  private static final int MOST_TRIES = 3;

  @TempDir private static Path folder;
  @Given private static RunningInlet inlet;

  /** One that passes calls on. Now and then one never begins to, and loses what it is given. */
  private static JavaAnalytics sdk(String account, TlsProxy proxy) throws Exception {
    for (int tries = 1; ; tries++) {
      JavaAnalytics sdk = newSdk(account, proxy);
      try {
        Eventually.become("the SDK has begun", BEGINS_WITHIN, () -> hasBegun(sdk));
        return sdk;
      } catch (AssertionError e) {
        if (tries == MOST_TRIES) {
          throw e;
        }
      }
    }
  }

  private static JavaAnalytics newSdk(String account, TlsProxy proxy) throws Exception {
    String host = proxy.host() + "/v1";
    Configuration configuration =
        new ConfigurationBuilder(inlet.newKey(account, Sender.TRACKING))
            .setApplication("a shop")
            .setApiHost(host)
            .setCdnHost(host)
            .setFlushAt(5)
            .setFlushInterval(1)
            .setRequestFactory(new RequestFactory(proxy.trusting()))
            .build();
    configuration.setStorageProvider(new InMemoryStorageProvider());
    return new JavaAnalytics(configuration);
  }

  /** Whether it passes on what it is given, rather than keep it until it has its settings. */
  private static boolean hasBegun(JavaAnalytics sdk) {
    var queue =
        (StartupQueue)
            sdk.getAnalytics().find(Reflection.getOrCreateKotlinClass(StartupQueue.class));
    try {
      Field started = StartupQueue.class.getDeclaredField("started");
      started.setAccessible(true);
      return queue != null && ((AtomicBoolean) started.get(queue)).get();
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** One call of each type that it knows. */
  private static void sendAll(JavaAnalytics sdk) {
    sdk.alias("u1");
    sdk.identify("u1", Map.of("email", "ada@example.com", "logins", 5));
    sdk.track("Item Bought", Map.of("revenue", "$19.99"));
    sdk.screen("Main");
    sdk.group("g1", Map.of("name", "Initech"));
  }

  @Test
  void everyCallIsFoundOnce() throws Exception {
    String account = inlet.newAccount();
    try (TlsProxy proxy = TlsProxy.before(inlet.publicPort(), folder, 1)) {
      JavaAnalytics sdk = sdk(account, proxy);
      String anonymousId = sdk.anonymousId();
      sendAll(sdk);

      StoredOnce.check(inlet, account, VIEWS);
      assertTrue(StoredOnce.anonymousIds(inlet, account).contains(anonymousId));
    }
  }

  @Test
  void batchThatIsSentTwiceIsStoredOnce() throws Exception {
    String account = inlet.newAccount();
    try (TlsProxy proxy = TlsProxy.before(inlet.publicPort(), folder, 2)) {
      sendAll(sdk(account, proxy));

      Eventually.become(
          "both batches have arrived",
          () -> StoredOnce.list(inlet, account, "deliveries").size() >= 10);
      StoredOnce.check(inlet, account, VIEWS);
    }
  }

  @Test
  void callsThatWereUnavailableAtFirstAreSentAgain() throws Exception {
    String account = inlet.newAccount();
    try (TlsProxy proxy = TlsProxy.before(inlet.publicPort(), folder, 1)) {
      JavaAnalytics sdk = sdk(account, proxy);
      double before = StoredOnce.unavailable(inlet);
      inlet.admin("PUT", "/api/maintenance", "{\"enabled\":true}");
      sendAll(sdk);
      Eventually.become("it was refused", () -> StoredOnce.unavailable(inlet) > before);
      assertEquals(0, StoredOnce.list(inlet, account, "contacts").size());
      inlet.admin("PUT", "/api/maintenance", "{\"enabled\":false}");

      StoredOnce.check(inlet, account, VIEWS);
    }
  }
}
