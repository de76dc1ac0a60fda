package dev.inlet.bench.server;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Is sent changes, in the JVM of the load generator: reads them and answers 204. A vendor's takes
 * its processor time elsewhere, so this one takes as little as can be, and tells how much.
 */
final class Subscriber implements AutoCloseable {
  private static final byte[] ANSWER =
      "HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private static final String LENGTH = "content-length:";
  private static final int BUFFER = 1 << 16;

  private final ServerSocket server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
  private final AtomicLong nanos = new AtomicLong();

  Subscriber() throws IOException {
    Thread.ofPlatform().daemon().name("subscriber").start(this::accept);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket connection = server.accept();
        Thread.ofPlatform().daemon().name("subscriber").start(() -> receive(connection));
      } catch (IOException e) {
        return; // It is closed.
      }
    }
  }

  private void receive(Socket connection) {
    try (connection;
        var in = new BufferedInputStream(connection.getInputStream(), BUFFER)) {
      long before = cpu();
      while (!server.isClosed()) {
        in.skipNBytes(length(in));
        connection.getOutputStream().write(ANSWER);
        long now = cpu();
        nanos.addAndGet(now - before);
        before = now;
      }
    } catch (IOException e) {
      return; // The server has ended.
    }
  }

  /** Of the body behind the next head. */
  private static int length(BufferedInputStream in) throws IOException {
    int length = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
        length = Integer.parseInt(line.substring(LENGTH.length()).strip());
      }
    }
    return length;
  }

  private static String line(BufferedInputStream in) throws IOException {
    var line = new StringBuilder();
    for (int read = in.read(); read != '\n'; read = in.read()) {
      if (read < 0) {
        throw new IOException("the connection has ended");
      }
      line.append((char) read);
    }
    return line.toString().strip();
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  String url() {
    return "http://127.0.0.1:" + server.getLocalPort() + "/";
  }

  /** The processor time that it has taken up to now. */
  Duration cpuTime() {
    return Duration.ofNanos(nanos.get());
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
