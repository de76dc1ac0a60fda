package dev.inlet.storage.jdbc.journal;

import dev.inlet.fault.Fault;
import dev.inlet.forward.ChangeSignal;
import dev.inlet.journal.Peers;
import dev.inlet.storage.jdbc.Database;
import dev.inlet.storage.jdbc.DatabaseAccess;
import dev.inlet.storage.jdbc.JdbcFailure;
import dev.inlet.storage.jdbc.JournalDatabase;
import dev.inlet.storage.jdbc.OnPostgresql;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.annotation.PreDestroy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Instances tell each other by PostgreSQL's notifications. A connection of its own listens. What is
 * told goes out on a connection of the journal's and after the commit it is about: a transaction
 * that notifies keeps all others that do from committing meanwhile, and with nothing else in it
 * that is no time at all, since nothing is forced to the disk.
 *
 * <p>Where nobody else listens, nothing is sent.
 */
@Context
@Requires(condition = OnPostgresql.class)
final class JdbcPeers implements Peers {
  private static final Logger LOG = LoggerFactory.getLogger(JdbcPeers.class);

  private static final String NAME = "inlet listener";

  /** Named after a table, since another schema may hold another Inlet. */
  private static final String CHANNEL = "SELECT 'inlet_' || 'progress'::REGCLASS::OID";

  private static final String NOTIFY = "SELECT pg_notify(?, ?)";

  /** Whose name is hidden from us may be one of us. */
  private static final String OTHERS =
      "SELECT COUNT(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
          + " AND datname = current_database() AND COALESCE(application_name, ?) = ?";

  /** How often to look who else listens, and whether this connection still works. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

  /**
   * Between two notifications; what is told meanwhile goes into the next. Each costs all who listen
   * some 100 µs, and makes a batch for whoever processes; at 5 ms they cost twice as much.
   */
  private static final Duration GATHER = Duration.ofMillis(15);

  /** When nothing follows that somebody waits for, such as after an erasure. */
  private static final Duration WITHIN = Duration.ofMillis(100);

  private static final Duration RECONNECT = Duration.ofMillis(500);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(2);

  private final DatabaseAccess access;
  private final JournalDatabase journal;
  private final ChangeSignal signal;
  private final String name = UUID.randomUUID().toString();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition told = lock.newCondition();
  private News next = News.none(name);
  private boolean isAwaited;

  private final Thread listening;
  private final Thread sending;
  private volatile @Nullable Connection connection;
  private volatile @Nullable String channel;
  private volatile @Nullable Listener listener;
  private volatile boolean othersListen;
  private volatile boolean isHeard;
  private volatile boolean stopping;

  JdbcPeers(DatabaseAccess access, JournalDatabase journal, ChangeSignal signal) {
    this.access = access;
    this.journal = journal;
    this.signal = signal;
    this.listening = Thread.ofPlatform().daemon().name("peers-listen").unstarted(this::listen);
    this.sending = Thread.ofPlatform().daemon().name("peers-send").unstarted(this::send);
  }

  /** Begins once everything else is there: a start that fails leaves no thread behind. */
  @EventListener
  void start(StartupEvent started) {
    listening.start();
    sending.start();
  }

  @Override
  public void listen(Listener listener) {
    this.listener = listener;
  }

  @Override
  public boolean areHeard() {
    return isHeard;
  }

  @Override
  public void journaled(long last) {
    tell(true, news -> news.journaled(last));
  }

  @Override
  public void processed(long mark) {
    tell(true, news -> news.processed(mark));
  }

  @Override
  public void changed(Collection<String> accountIds) {
    tell(false, news -> news.changed(accountIds)); // The mark mostly follows at once.
  }

  private void tell(boolean isUrgent, UnaryOperator<News> more) {
    if (!othersListen) {
      return;
    }
    lock.lock();
    try {
      next = more.apply(next);
      if (isUrgent) {
        isAwaited = true;
        told.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  private void send() {
    while (!stopping) {
      try {
        News news = takeNext();
        String where = channel;
        if (where != null && !news.isNothing()) {
          journal.atOnce(one -> notify(one, where, news));
          Thread.sleep(GATHER);
        }
      } catch (JdbcFailure e) {
        LOG.debug("The other instances were not told, and will look: {}", new Fault(e));
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private News takeNext() throws InterruptedException {
    lock.lock();
    try {
      while (!isAwaited && !stopping) {
        if (!told.await(WITHIN.toNanos(), TimeUnit.NANOSECONDS) && !next.isNothing()) {
          break;
        }
      }
      isAwaited = false;
      News taken = next;
      next = News.none(name);
      return taken;
    } finally {
      lock.unlock();
    }
  }

  private static int notify(Connection connection, String channel, News news) throws SQLException {
    return Database.list(connection, NOTIFY, row -> channel, channel, news.text()).size();
  }

  private void listen() {
    while (!stopping) {
      try (Connection opened = open()) {
        connection = opened;
        listenOn(opened);
      } catch (SQLException e) {
        if (!stopping) {
          LOG.debug("What other instances tell is not heard: {}", new Fault(e));
        }
      } finally {
        isHeard = false;
      }
      pause();
    }
  }

  private Connection open() throws SQLException {
    var properties = new HashMap<>(access.url().driverProperties());
    properties.put("ApplicationName", NAME);
    return DriverManager.getConnection(access.url().contacts(), access.with(properties));
  }

  private void listenOn(Connection opened) throws SQLException {
    String found = Database.find(opened, CHANNEL, row -> row.getString(1)).orElseThrow();
    try (Statement statement = opened.createStatement()) {
      statement.execute("LISTEN " + found);
    }
    channel = found;
    notify(opened, found, News.none(name)); // The others know at once that somebody listens.
    PGConnection notified = opened.unwrap(PGConnection.class);
    while (!stopping) {
      othersListen =
          Database.find(opened, OTHERS, row -> row.getLong(1) > 0, NAME, NAME).orElse(false);
      isHeard = true;
      long end = System.nanoTime() + LOOK_EVERY.toNanos();
      long left = LOOK_EVERY.toMillis();
      while (left > 0 && !stopping) {
        for (PGNotification one : notified.getNotifications((int) left)) {
          News.read(one.getParameter()).ifPresent(this::hear);
        }
        left = Duration.ofNanos(end - System.nanoTime()).toMillis();
      }
    }
  }

  private void hear(News news) {
    if (news.from().equals(name)) {
      return;
    }
    othersListen = true;
    Listener hearing = listener;
    if (hearing != null && news.journaled() > 0) {
      hearing.journaled(news.journaled());
    }
    if (hearing != null && news.processed() > 0) {
      hearing.processed(news.processed());
    }
    if (!news.changed().isEmpty()) {
      signal.written(news.changed());
    }
  }

  private void pause() {
    try {
      if (!stopping) {
        Thread.sleep(RECONNECT);
      }
    } catch (InterruptedException e) {
      stopping = true;
    }
  }

  @PreDestroy
  void stop() throws InterruptedException {
    stopping = true;
    lock.lock();
    try {
      told.signalAll();
    } finally {
      lock.unlock();
    }
    Connection open = connection;
    if (open != null) {
      try {
        open.abort(Runnable::run); // It reads, and nothing else would end that.
      } catch (SQLException e) {
        // It is closed all the same.
      }
    }
    listening.join(STOP_WITHIN);
    sending.join(STOP_WITHIN);
  }
}
