package dev.inlet.endpoint.tls;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** A client of HTTP/2 that heeds no limits (RFC 9113): frames as a test wants them. */
final class Http2Connection implements AutoCloseable {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;

  static final int MAX_CONCURRENT_STREAMS = 3;
  static final int REFUSED_STREAM = 7;

  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;
  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

  private final SSLSocket socket;
  private final DataInputStream in;

  /**
   * A frame that has come.
   *
   * @param stream the request it is about; 0 for the connection
   */
  record Frame(int type, int stream, byte[] payload) {
    /** Of one that ends a stream, why. */
    int error() {
      return ByteBuffer.wrap(payload).getInt();
    }

    /** Of SETTINGS, what is set. */
    Map<Integer, Integer> settings() {
      var settings = new HashMap<Integer, Integer>();
      for (ByteBuffer left = ByteBuffer.wrap(payload); left.hasRemaining(); ) {
        settings.put((int) left.getShort(), left.getInt());
      }
      return settings;
    }
  }

  /** Connects, and says that it speaks HTTP/2. */
  Http2Connection(SSLContext trusting, int port) throws IOException {
    socket =
        (SSLSocket)
            trusting.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(10_000);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    socket.setSSLParameters(parameters);
    in = new DataInputStream(socket.getInputStream());
    socket.getOutputStream().write(PREFACE.getBytes(StandardCharsets.US_ASCII));
    send(SETTINGS, 0, 0, new byte[0]);
  }

  /** Begins to post something, which has yet to come. */
  void beginPost(int stream, String path, Map<String, String> headers) throws IOException {
    var block = new ByteArrayOutputStream();
    header(block, ":method", "POST");
    header(block, ":scheme", "https");
    header(block, ":authority", "localhost");
    header(block, ":path", path);
    headers.forEach((name, value) -> header(block, name, value));
    send(HEADERS, END_HEADERS, stream, block.toByteArray());
  }

  /** Sends what is posted. */
  void finishPost(int stream, String body) throws IOException {
    send(DATA, END_STREAM, stream, body.getBytes(StandardCharsets.UTF_8));
  }

  /** A literal that is never indexed, its lengths below 127 (RFC 7541, section 6.2.3). */
  private static void header(ByteArrayOutputStream block, String name, String value) {
    block.write(0x10);
    for (String text : new String[] {name, value}) {
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
      block.write(bytes.length);
      block.writeBytes(bytes);
    }
  }

  private void send(int type, int flags, int stream, byte[] payload) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
    frame.put((byte) 0).putShort((short) payload.length).put((byte) type).put((byte) flags);
    socket.getOutputStream().write(frame.putInt(stream).put(payload).array());
  }

  /** The next frame of a kind. */
  Frame next(int type) throws IOException {
    while (true) {
      int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
      int found = in.readUnsignedByte();
      in.readUnsignedByte();
      var frame = new Frame(found, in.readInt(), in.readNBytes(length));
      if (found == type) {
        return frame;
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
