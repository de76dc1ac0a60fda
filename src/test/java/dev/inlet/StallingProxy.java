package dev.inlet;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between Inlet and its database, and can stall, delay, cut and resume what goes through.
 */
public final class StallingProxy implements Closeable {
  private enum State {
    FORWARDING,
    STALLED,
    CUT
  }

  private final ServerSocket server;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private State state = State.FORWARDING;
  private volatile Duration delay = Duration.ZERO;

  /** Listens on a free port and forwards to another one of this machine. */
  public StallingProxy(int target) throws IOException {
    this.target = target;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  /** Keeps every connection open and lets nothing through, like a network that swallows packets. */
  public void stall() {
    become(State.STALLED);
  }

  /** Breaks every connection and takes no new one. */
  void cut() throws IOException {
    become(State.CUT);
    closeAll();
  }

  /** Lets everything through, but late. */
  void delay(Duration time) {
    delay = time;
  }

  /** Lets everything through again. */
  public void resume() {
    delay = Duration.ZERO;
    become(State.FORWARDING);
  }

  private synchronized void become(State next) {
    state = next;
    notifyAll();
  }

  private synchronized boolean mayForward() {
    while (state == State.STALLED) {
      try {
        wait();
      } catch (InterruptedException e) {
        return false;
      }
    }
    return state == State.FORWARDING;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        sockets.add(client);
        Thread.ofVirtual().start(() -> connect(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void connect(Socket client) {
    try {
      if (!mayForward()) {
        client.close();
        return;
      }
      var database = new Socket(InetAddress.getByName("localhost"), target);
      sockets.add(database);
      Thread.ofVirtual().start(() -> pump(client, database));
      pump(database, client);
    } catch (IOException e) {
      close(client);
    }
  }

  private void pump(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      var buffer = new byte[8_192];
      for (int read = in.read(buffer); read >= 0 && mayForward(); read = in.read(buffer)) {
        Thread.sleep(delay);
        out.write(buffer, 0, read);
      }
    } catch (IOException | InterruptedException e) {
      // Either side has ended; both are closed now.
    }
  }

  private void closeAll() {
    sockets.forEach(StallingProxy::close);
    sockets.clear();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone, which is what was wanted.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    closeAll();
    resume();
  }
}
