package dev.inlet;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One kept-alive connection that posts calls, and tells an answer that breaks off from none at all.
 */
public final class CallConnection implements Closeable {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  /** An answer as it came; headers under lower-case names. */
  public record Reply(int status, Map<String, String> headers, String body) {

    /** Whether the server closes the connection after it. */
    boolean isLast() {
      return "close".equalsIgnoreCase(headers.get("connection"));
    }
  }

  /** The connection ended in the middle of an answer. */
  @SuppressWarnings("serial")
  public static final class BrokenOff extends IOException {
    BrokenOff(String part, IOException cause) {
      super("the answer breaks off after \"" + part + "\"", cause);
    }
  }

  private final Socket socket = new Socket();
  private final InputStream in;
  private final OutputStream out;
  private final String head;

  /** Connects to the public port of an Inlet on this machine, as Segment. */
  public CallConnection(int port, String key) throws IOException {
    this(port, key, "/destination");
  }

  /** Connects to the public port of an Inlet on this machine, as the sender that posts there. */
  public CallConnection(int port, String key, String path) throws IOException {
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 2_000);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout((int) PATIENCE.toMillis());
    in = new BufferedInputStream(socket.getInputStream());
    out = new BufferedOutputStream(socket.getOutputStream());
    head =
        "POST "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Authorization: "
            + RunningInlet.basic(key)
            + "\r\nContent-Length: ";
  }

  /**
   * Posts a call and awaits the answer.
   *
   * @throws BrokenOff when the answer began and did not end
   * @throws IOException when there is no answer at all
   */
  public Reply post(String json) throws IOException {
    write(json);
    return read();
  }

  /** Posts a call, and does not await the answer. */
  void write(String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    out.write((head + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    out.write(body);
    out.flush();
  }

  /** Awaits the answer to a call; throws what {@link #post} does. */
  Reply read() throws IOException {
    var read = new StringBuilder();
    try {
      return reply(read);
    } catch (IOException e) {
      throw read.isEmpty() ? e : new BrokenOff(read.toString(), e);
    }
  }

  private Reply reply(StringBuilder read) throws IOException {
    int status = Integer.parseInt(line(read).split(" ")[1]);
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(read); !line.isEmpty(); line = line(read)) {
      String[] header = line.split(":", 2);
      headers.put(header[0].toLowerCase(Locale.ROOT), header[1].strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException();
    }
    return new Reply(status, headers, new String(body, StandardCharsets.UTF_8));
  }

  private String line(StringBuilder read) throws IOException {
    int start = read.length();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException();
      }
      read.append((char) c);
    }
    read.append('\n');
    return read.substring(start).strip();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
