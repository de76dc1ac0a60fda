package dev.inlet.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.CorruptedFrameException;
import java.net.SocketAddress;
import java.util.List;

/**
 * One keep-alive connection with at most one call on its way. It reads no more of HTTP/1.1 than the
 * benchmark needs: a status line, and a body whose length is declared. Anything else breaks it.
 */
final class CallConnection extends ByteToMessageDecoder {
  private static final String HEAD_END = "\r\n\r\n";
  private static final String LENGTH = "\r\ncontent-length:";
  private static final int STATUS_AT = "HTTP/1.1 ".length();
  private static final int NO_CONTENT = 204;

  private final Channel channel;
  private final Load load;
  private boolean waiting;
  private long due;

  CallConnection(Channel channel, Load load) {
    this.channel = channel;
    this.load = load;
  }

  /** Who answers here. */
  SocketAddress instance() {
    return channel.remoteAddress();
  }

  boolean isOpen() {
    return channel.isActive();
  }

  /** Sends one call; its latency counts from {@code due}. */
  void send(SegmentCalls calls, long due) {
    this.due = due;
    waiting = true;
    channel.writeAndFlush(calls.next(channel.alloc()), channel.voidPromise());
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    String text = in.toString(ISO_8859_1);
    int headEnd = text.indexOf(HEAD_END);
    if (headEnd < 0) {
      return;
    }
    int status = Integer.parseInt(text, STATUS_AT, STATUS_AT + 3, 10);
    int end = headEnd + HEAD_END.length() + bodyLength(status, text.substring(0, headEnd));
    if (text.length() < end) {
      return;
    }
    in.skipBytes(end);
    if (!waiting) {
      throw new CorruptedFrameException("An answer without a call: " + text);
    }
    waiting = false;
    load.answered(this, status, due);
  }

  private static int bodyLength(int status, String head) {
    for (int line = 0; line >= 0; line = head.indexOf("\r\n", line + 1)) {
      if (head.regionMatches(true, line, LENGTH, 0, LENGTH.length())) {
        int end = head.indexOf("\r\n", line + 1);
        int start = line + LENGTH.length();
        return Integer.parseInt(head.substring(start, end < 0 ? head.length() : end).strip());
      }
    }
    if (status == NO_CONTENT) {
      return 0;
    }
    throw new CorruptedFrameException("A body of undeclared length: " + head);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    super.channelInactive(context);
    load.closed(waiting);
    waiting = false;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    load.broken(cause);
    context.close();
  }
}
