package dev.inlet;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Gives each new connection to the next of several instances, and passes over those that take none.
 * When no instance takes it, the connection is closed.
 */
final class LoadBalancer implements Closeable {
  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<Integer> instances;
  private final AtomicInteger next = new AtomicInteger();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

  /**
   * @param instances the ports that they listen on
   */
  LoadBalancer(Integer... instances) throws IOException {
    this.instances = List.of(instances);
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        sockets.add(client);
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket instance = connect()) {
      sockets.add(instance);
      Thread back = Thread.ofVirtual().start(() -> pump(instance, client));
      pump(client, instance);
      back.join();
    } catch (IOException e) {
      // Nobody takes it; the sender finds its connection closed.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Socket connect() throws IOException {
    IOException refused = null;
    for (int attempt = 0; attempt < instances.size(); attempt++) {
      int port = instances.get(Math.floorMod(next.getAndIncrement(), instances.size()));
      try {
        return new Socket(InetAddress.getLoopbackAddress(), port);
      } catch (IOException e) {
        refused = e;
      }
    }
    throw new IOException("no instance", refused);
  }

  private static void pump(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // Either side has ended; both are closed now.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
