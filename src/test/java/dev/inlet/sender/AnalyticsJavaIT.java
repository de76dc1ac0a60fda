package dev.inlet.sender;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.segment.analytics.Analytics;
import com.segment.analytics.messages.AliasMessage;
import com.segment.analytics.messages.GroupMessage;
import com.segment.analytics.messages.IdentifyMessage;
import com.segment.analytics.messages.MessageBuilder;
import com.segment.analytics.messages.PageMessage;
import com.segment.analytics.messages.ScreenMessage;
import com.segment.analytics.messages.TrackMessage;
import dev.inlet.Eventually;
import dev.inlet.Given;
import dev.inlet.RunningInlet;
import dev.inlet.account.Sender;
import java.util.List;
import java.util.Map;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Segment's own SDK for Java, unchanged, as a sender. It sends its key in the body alone. */
class AnalyticsJavaIT {
  private static final List<String> VIEWS = List.of("page Home", "screen Main");

  /** Where the SDK is pointed to, as the README says. */
  private enum Endpoint {
    TRACKING(Sender.TRACKING, ""),
    JITSU(Sender.JITSU, "/api/v1/segment"),
    COMPAT(Sender.JITSU, "/api/v1/segment/compat");

    private final Sender sender;
    private final String path;

    Endpoint(Sender sender, String path) {
      this.sender = sender;
      this.path = path;
    }
  }

  @Given private static RunningInlet inlet;

  private static Analytics sdk(String account, Endpoint endpoint, Interceptor... interceptors) {
    var client = new OkHttpClient.Builder();
    List.of(interceptors).forEach(client::addInterceptor);
    return Analytics.builder(inlet.newKey(account, endpoint.sender))
        .endpoint("http://localhost:" + inlet.publicPort() + endpoint.path)
        .client(client.build())
        .flushQueueSize(6)
        .build();
  }

  /** One call of each type. */
  private static void sendAll(Analytics sdk) {
    List<MessageBuilder<?, ?>> calls =
        List.of(
            IdentifyMessage.builder()
                .userId("u1")
                .anonymousId("a1")
                .traits(Map.of("email", "ada@example.com", "logins", 5)),
            TrackMessage.builder("Item Bought")
                .userId("u1")
                .properties(Map.of("revenue", "$19.99")),
            PageMessage.builder("Home").userId("u1").properties(Map.of("path", "/")),
            ScreenMessage.builder("Main").userId("u1"),
            GroupMessage.builder("g1").userId("u1").traits(Map.of("name", "Initech")),
            AliasMessage.builder("a2").userId("u1"));
    calls.forEach(sdk::enqueue);
    sdk.flush();
  }

  private static void eachIsFoundOnce(String account) {
    StoredOnce.check(inlet, account, VIEWS);
    assertEquals(List.of("a1", "a2"), StoredOnce.anonymousIds(inlet, account));
  }

  @ParameterizedTest
  @EnumSource
  void everyCallIsFoundOnce(Endpoint endpoint) {
    String account = inlet.newAccount();
    Analytics sdk = sdk(account, endpoint);
    sendAll(sdk);

    eachIsFoundOnce(account);
    sdk.shutdown();
  }

  @Test
  void batchThatIsSentTwiceIsStoredOnce() {
    String account = inlet.newAccount();
    Analytics sdk =
        sdk(
            account,
            Endpoint.TRACKING,
            chain -> {
              chain.proceed(chain.request()).close();
              return chain.proceed(chain.request());
            });
    sendAll(sdk);

    Eventually.become(
        "both batches have arrived",
        () -> StoredOnce.list(inlet, account, "deliveries").size() >= 12);
    eachIsFoundOnce(account);
    sdk.shutdown();
  }

  @Test
  void callsThatWereUnavailableAtFirstAreSentAgain() {
    String tracking = inlet.newAccount();
    String jitsu = inlet.newAccount();
    List<Analytics> sdks = List.of(sdk(tracking, Endpoint.TRACKING), sdk(jitsu, Endpoint.JITSU));
    double before = StoredOnce.unavailable(inlet);
    inlet.admin("PUT", "/api/maintenance", "{\"enabled\":true}");
    sdks.forEach(AnalyticsJavaIT::sendAll);
    Eventually.become("both were refused", () -> StoredOnce.unavailable(inlet) >= before + 2);
    assertTrue(StoredOnce.list(inlet, tracking, "contacts").isEmpty());
    inlet.admin("PUT", "/api/maintenance", "{\"enabled\":false}");

    eachIsFoundOnce(tracking);
    eachIsFoundOnce(jitsu);
    sdks.forEach(Analytics::shutdown);
  }
}
