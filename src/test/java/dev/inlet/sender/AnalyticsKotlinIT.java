package dev.inlet.sender;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.segment.analytics.kotlin.core.Configuration;
import com.segment.analytics.kotlin.core.RequestFactory;
import com.segment.analytics.kotlin.core.System;
import com.segment.analytics.kotlin.core.compat.ConfigurationBuilder;
import com.segment.analytics.kotlin.core.compat.JavaAnalytics;
import com.segment.analytics.kotlin.core.utilities.InMemoryStorageProvider;
import dev.inlet.Eventually;
import dev.inlet.Given;
import dev.inlet.RunningInlet;
import dev.inlet.account.Sender;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlin.jvm.internal.Reflection;
import kotlinx.coroutines.BuildersKt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Segment's own SDK for Kotlin, unchanged, as a sender. It speaks TLS alone, gets its settings from
 * where it is pointed to, and has no page.
 */
class AnalyticsKotlinIT {
  private static final List<String> VIEWS = List.of("screen Main");

  @TempDir private static Path folder;
  @Given private static RunningInlet inlet;

  private static JavaAnalytics sdk(String account, TlsProxy proxy) throws Exception {
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
    var sdk = new JavaAnalytics(configuration);
    // It may lose what it is given before, even when it has its settings.
    Eventually.become("the SDK has begun", () -> isRunning(sdk));
    return sdk;
  }

  private static boolean isRunning(JavaAnalytics sdk) {
    try {
      var state =
          (System)
              BuildersKt.runBlocking(
                  EmptyCoroutineContext.INSTANCE,
                  (scope, next) ->
                      sdk.getStore()
                          .currentState(Reflection.getOrCreateKotlinClass(System.class), next));
      return state != null && state.getRunning();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
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
