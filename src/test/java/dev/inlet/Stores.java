package dev.inlet;

import dev.inlet.access.SessionStore;
import dev.inlet.account.Account;
import dev.inlet.account.AccountStore;
import dev.inlet.activity.ActivityStore;
import dev.inlet.alert.Alerts;
import dev.inlet.audit.AuditStore;
import dev.inlet.chore.Chores;
import dev.inlet.company.CompanyStore;
import dev.inlet.contact.ContactStore;
import dev.inlet.delivery.DeliveryLog;
import dev.inlet.delivery.Refusals;
import dev.inlet.erase.Erasures;
import dev.inlet.erase.Tombstones;
import dev.inlet.forward.ChangeReader;
import dev.inlet.forward.ChangeSignal;
import dev.inlet.forward.ChangeStore;
import dev.inlet.forward.Seal;
import dev.inlet.journal.Archive;
import dev.inlet.journal.Journal;
import dev.inlet.journal.Progress;
import dev.inlet.journal.RetentionClock;
import dev.inlet.journal.Uptime;
import dev.inlet.listing.Totals;
import dev.inlet.overview.AnswerCounts;
import dev.inlet.overview.AnswerHistory;
import dev.inlet.overview.FigureStore;
import dev.inlet.process.History;
import dev.inlet.process.Processor;
import dev.inlet.process.SeenMessages;
import dev.inlet.process.SetAsideCalls;
import dev.inlet.receive.MaintenanceStore;
import dev.inlet.storage.jdbc.Database;
import dev.inlet.storage.jdbc.process.MessagesAnew;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.RuntimeBeanDefinition;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Inlet's real stores, wired as in production, without its HTTP server. */
public final class Stores implements AutoCloseable {
  /** How many messages that were seen are sealed together: as in production, or sooner. */
  public static final int SEGMENT = Extent.of(4_096, 65_536);

  private static final AtomicInteger ACCOUNTS = new AtomicInteger();

  private final Map<String, Object> place;
  private volatile InstantSource clock;
  private final Uptime uptime;
  private ApplicationContext context;

  private Stores(Map<String, Object> place, InstantSource clock, @Nullable Uptime uptime) {
    this.place = place;
    this.clock = clock;
    this.uptime = uptime == null ? this::byTheClock : uptime;
    this.context = start();
  }

  private Duration byTheClock() {
    return Duration.between(Instant.EPOCH, clock.instant());
  }

  /** Opens the stores at the place that the properties name. */
  public static Stores open(Map<String, Object> place) {
    return open(place, InstantSource.system());
  }

  /** Opens them with another clock, by which time passes. */
  public static Stores open(Map<String, Object> place, InstantSource clock) {
    return new Stores(place, clock, null);
  }

  /** Opens them with another clock, whatever it says of the time that passes. */
  public static Stores open(Map<String, Object> place, InstantSource clock, Uptime uptime) {
    return new Stores(place, clock, uptime);
  }

  private ApplicationContext start() {
    ApplicationContext starting =
        ApplicationContext.builder(place)
            .deduceEnvironment(false)
            .banner(false)
            .bootstrapEnvironment(false)
            .build();
    starting.registerBeanDefinition(
        RuntimeBeanDefinition.builder(InstantSource.class, () -> () -> clock.instant())
            .singleton(true)
            .replaces(InstantSource.class)
            .build());
    starting.registerBeanDefinition(
        RuntimeBeanDefinition.builder(Uptime.class, () -> uptime)
            .singleton(true)
            .replaces(Uptime.class)
            .build());
    starting.registerBeanDefinition(
        RuntimeBeanDefinition.builder(SeenMessages.class, () -> seenMessages(starting))
            .singleton(true)
            .replaces(SeenMessages.class)
            .build());
    ManyContexts.start(starting);
    // All at once, so that none is still being made in the background when a test ends at once.
    starting.getBean(MaintenanceStore.class).read();
    starting.getBean(Refusals.class);
    starting.getBean(RetentionClock.class).now();
    starting.getBean(Processor.class).start(); // also where a test sets a mark without a journal
    return starting;
  }

  /** Closes them and opens them again at the same place. */
  public void reopen() {
    ManyContexts.close(context);
    context = start();
  }

  /** Has them read another clock from now on. */
  public void setClock(InstantSource other) {
    clock = other;
  }

  /** The properties they were opened with. */
  public Map<String, Object> place() {
    return place;
  }

  /** Creates an account that no other test uses, and tells its id. */
  public String newAccount() {
    String id = "account-" + ACCOUNTS.incrementAndGet();
    accounts().create(new Account(id, id, false, Instant.parse("2026-03-01T12:00:00Z")));
    return id;
  }

  public Journal journal() {
    return context.getBean(Journal.class);
  }

  public Alerts alerts() {
    return context.getBean(Alerts.class);
  }

  public AnswerCounts answerCounts() {
    return context.getBean(AnswerCounts.class);
  }

  public AnswerHistory answerHistory() {
    return context.getBean(AnswerHistory.class);
  }

  public FigureStore figures() {
    return context.getBean(FigureStore.class);
  }

  public Totals totals() {
    return context.getBean(Totals.class);
  }

  public Progress progress() {
    return context.getBean(Progress.class);
  }

  public SeenMessages seenMessages() {
    return context.getBean(SeenMessages.class);
  }

  /** Another one on the same table, which remembers nothing itself, as after a start. */
  public SeenMessages newSeenMessages() {
    return seenMessages(context);
  }

  private SeenMessages seenMessages(ApplicationContext beans) {
    return MessagesAnew.open(
        beans.getBean(Database.class),
        () -> clock.instant(),
        beans.getBean(RetentionClock.class),
        SEGMENT);
  }

  /** Takes back which messages were processed after a mark. */
  public void forgetMessagesAfter(long mark) {
    MessagesAnew.goBack(context.getBean(Database.class), mark);
  }

  /** Ends PostgreSQL's side of the connection that the caller's transaction runs on. */
  public void breakConnection() {
    context
        .getBean(Database.class)
        .write(
            connection ->
                Database.find(
                    connection,
                    "SELECT pg_terminate_backend(pg_backend_pid())",
                    row -> row.getBoolean(1)));
  }

  public SetAsideCalls setAsideCalls() {
    return context.getBean(SetAsideCalls.class);
  }

  public AccountStore accounts() {
    return context.getBean(AccountStore.class);
  }

  public ContactStore contacts() {
    return context.getBean(ContactStore.class);
  }

  public CompanyStore companies() {
    return context.getBean(CompanyStore.class);
  }

  public ActivityStore activities() {
    return context.getBean(ActivityStore.class);
  }

  public ChangeStore changes() {
    return context.getBean(ChangeStore.class);
  }

  public ChangeReader changeReader() {
    return context.getBean(ChangeReader.class);
  }

  public ChangeSignal changeSignal() {
    return context.getBean(ChangeSignal.class);
  }

  /** What the ids of the erased are sealed by. */
  public Seal seal() {
    return context.getBean(Seal.class);
  }

  public DeliveryLog deliveries() {
    return context.getBean(DeliveryLog.class);
  }

  public Refusals refusals() {
    return context.getBean(Refusals.class);
  }

  public MaintenanceStore maintenance() {
    return context.getBean(MaintenanceStore.class);
  }

  public AuditStore audit() {
    return context.getBean(AuditStore.class);
  }

  public SessionStore sessions() {
    return context.getBean(SessionStore.class);
  }

  public Archive archive() {
    return context.getBean(Archive.class);
  }

  public History history() {
    return context.getBean(History.class);
  }

  public Erasures erasures() {
    return context.getBean(Erasures.class);
  }

  public Tombstones tombstones() {
    return context.getBean(Tombstones.class);
  }

  public MeterRegistry meters() {
    return context.getBean(MeterRegistry.class);
  }

  /** Returns when the chores that there are to do are done. */
  public void finishChores() throws InterruptedException {
    context.getBean(Chores.class).finish(Duration.ofMinutes(1));
  }

  @Override
  public void close() {
    ManyContexts.close(context);
  }
}
