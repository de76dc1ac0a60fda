package dev.inlet;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A connection to the server that says exactly what a test wants, well-formed or not. */
public final class RawConnection implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket;
  private final InputStream in;

  private RawConnection(int port) throws IOException {
    this.socket = new Socket("localhost", port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  public static RawConnection to(int port) throws IOException {
    return new RawConnection(port);
  }

  /** Sends lines of a head, each ended as HTTP asks for, and the empty line after them. */
  public RawConnection head(String... lines) throws IOException {
    return text(String.join("\r\n", lines) + "\r\n\r\n");
  }

  public RawConnection text(String text) throws IOException {
    return bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  public RawConnection bytes(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /** Says that nothing more will come. */
  public RawConnection end() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /**
   * Reads one answer.
   *
   * @throws EOFException when the server has closed the connection instead
   */
  public Answer answer() throws IOException {
    String statusLine = line();
    if (statusLine == null) {
      throw new EOFException("closed without an answer");
    }
    int status = Integer.parseInt(statusLine.split(" ")[1]);
    Map<String, List<String>> headers = headers();
    return new Answer(status, headers, status == 100 ? "" : body(headers));
  }

  /** Whether the server has closed the connection, after what it has sent before. */
  public boolean isClosed() throws IOException {
    try {
      return in.read() < 0;
    } catch (java.net.SocketException e) {
      return true;
    }
  }

  private Map<String, List<String>> headers() throws IOException {
    Map<String, List<String>> headers = new TreeMap<>();
    for (String line = line(); line != null && !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers
          .computeIfAbsent(
              line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    return headers;
  }

  private String body(Map<String, List<String>> headers) throws IOException {
    List<String> length = headers.get("content-length");
    byte[] body =
        length == null ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length.getFirst()));
    return new String(body, StandardCharsets.UTF_8);
  }

  private @Nullable String line() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        return null;
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.UTF_8).stripTrailing();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
