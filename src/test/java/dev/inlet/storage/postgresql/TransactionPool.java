package dev.inlet.storage.postgresql;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * A proxy that speaks PostgreSQL's protocol and lends its clients a few sessions, for a transaction
 * each. Options of the start it swallows. The server must let everybody in.
 */
@NullUnmarked
final class TransactionPool implements Closeable {
  private static final int SSL_REQUEST = 80877103;
  private static final int GSS_REQUEST = 80877104;
  private static final int PROTOCOL = 196608;

  /** Whom a client gets. */
  enum Choice {
    /** Who rested last, as with PgBouncer. */
    LAST,
    /** Who has rested longest. */
    LONGEST,
    /** The same as before, as long as that rests. */
    SAME
  }

  private record Message(int type, byte[] body) {}

  private final class Session {
    private final DataInputStream in;
    private final DataOutputStream out;
    private final List<Message> greeting = new ArrayList<>();

    Session(String database) throws IOException {
      Socket socket = opened(new Socket(InetAddress.getByName("localhost"), server));
      in = new DataInputStream(socket.getInputStream());
      out = new DataOutputStream(socket.getOutputStream());
      byte[] start =
          "user\0postgres\0database\0%s\0client_encoding\0UTF8\0DateStyle\0ISO\0\0"
              .formatted(database)
              .getBytes(StandardCharsets.UTF_8);
      out.writeInt(start.length + 8);
      out.writeInt(PROTOCOL);
      out.write(start);
      out.flush();
      for (Message one = read(in); one.type() != 'Z'; one = read(in)) {
        if (one.type() != 'K') { // It says whose session it is, and here that is nobody's.
          greeting.add(one);
        }
      }
    }
  }

  private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final int server;
  private final Choice choice;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Deque<Session> resting = new ArrayDeque<>();
  private final List<Message> greeting;

  /** Lends sessions of a database at a port of this machine. */
  TransactionPool(int server, String database, int sessions, Choice choice) throws IOException {
    this.server = server;
    this.choice = choice;
    for (int i = 0; i < sessions; i++) {
      resting.add(new Session(database));
    }
    this.greeting = resting.peek().greeting;
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  private Socket opened(Socket socket) {
    sockets.add(socket);
    return socket;
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = opened(listening.accept());
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      var in = new DataInputStream(client.getInputStream());
      var out = new DataOutputStream(client.getOutputStream());
      greet(in, out);
      Session mine = null;
      for (Message first = read(in); first.type() != 'X'; first = read(in)) {
        mine = take(mine);
        lend(mine, first, in, out);
        giveBack(mine);
      }
    } catch (IOException | InterruptedException e) {
      // The client has gone, or the test is over.
    }
  }

  private void greet(DataInputStream in, DataOutputStream out) throws IOException {
    int length = in.readInt();
    for (int code = in.readInt(); code == SSL_REQUEST || code == GSS_REQUEST; code = in.readInt()) {
      out.write('N');
      out.flush();
      length = in.readInt();
    }
    in.readNBytes(length - 8);
    for (Message one : greeting) {
      write(out, one);
    }
    write(out, new Message('K', new byte[] {0, 0, 0, 1, 0, 0, 0, 2}));
    write(out, new Message('Z', new byte[] {'I'}));
    out.flush();
  }

  /** Until a transaction is over. Answers come after each query or sync. */
  private static void lend(Session session, Message first, DataInputStream in, DataOutputStream out)
      throws IOException {
    for (Message next = first; ; next = read(in)) {
      write(session.out, next);
      if (next.type() == 'S' || next.type() == 'Q') {
        session.out.flush();
        Message answer = read(session.in);
        while (answer.type() != 'Z') {
          write(out, answer);
          answer = read(session.in);
        }
        write(out, answer);
        out.flush();
        if (answer.body()[0] == 'I') {
          return;
        }
      }
    }
  }

  private Session take(@Nullable Session before) throws InterruptedException {
    synchronized (resting) {
      while (resting.isEmpty()) {
        resting.wait();
      }
      if (choice == Choice.SAME && before != null && resting.remove(before)) {
        return before;
      }
      return choice == Choice.LAST ? resting.removeLast() : resting.removeFirst();
    }
  }

  private void giveBack(Session session) {
    synchronized (resting) {
      resting.addLast(session);
      resting.notifyAll();
    }
  }

  private static Message read(DataInputStream in) throws IOException {
    int type = in.readByte();
    return new Message(type, in.readNBytes(in.readInt() - 4));
  }

  private static void write(DataOutputStream out, Message message) throws IOException {
    out.writeByte(message.type());
    out.writeInt(message.body().length + 4);
    out.write(message.body());
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
