package dev.inlet.endpoint;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the spaces of each request line, which the decoder takes in any number and of any kind:
 * what reads a line differently from a proxy before it can be made to see other requests than that
 * (RFC 9112, section 3).
 *
 * <p>Stands before the decoder. Of requests that are sent without waiting for an answer, and so
 * arrive together, it sees the first; and where such a request's head arrives in pieces, what goes
 * on in the middle of a head must not be taken for a line. So what does not begin as a request line
 * does, with a method in capitals, is left to the decoder and to {@link RequestHead}.
 */
final class RequestLine extends ChannelInboundHandlerAdapter {
  static final String PROBLEM =
      "The request line must be method, path and version with one space between them";
  private static final int SPACES = 2;

  private boolean isExpected = true;
  private boolean isBroken;
  private boolean hasMethod;
  private boolean isLine;
  private int length;
  private int spaces;
  private byte last;

  /** What is wrong with the newest line; null when nothing is. */
  @Nullable BrokenFraming problem() {
    return isBroken ? new BrokenFraming(PROBLEM) : null;
  }

  /** Looks out for the next one, after the end of a request. */
  void expect() {
    isExpected = true;
    isBroken = false;
    hasMethod = false;
    isLine = false;
    length = 0;
    spaces = 0;
    last = 0;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (isExpected && message instanceof ByteBuf bytes) {
      bytes.forEachByte(this::look);
    }
    context.fireChannelRead(message);
  }

  /** False at the end of the line. */
  private boolean look(byte next) {
    if (length == 0 && (next == '\r' || next == '\n')) {
      return true; // empty lines may come before it
    }
    if (next == '\n') {
      isExpected = false;
      return false;
    }
    if (!isLine && !isBeginning(next)) {
      isExpected = false;
      isBroken = false;
      return false;
    }
    length++;
    boolean isSpace = next == ' ';
    spaces += isSpace ? 1 : 0;
    isBroken |=
        next == '\t'
            || next == 0x0b // a vertical tab
            || next == '\f'
            || last == '\r' // and no end of the line behind it
            || isSpace && (last == ' ' || length == 1 || spaces > SPACES);
    last = next;
    return true;
  }

  /** Whether it goes on as blanks before a method, a method, and the first blank behind it do. */
  private boolean isBeginning(byte next) {
    boolean isBlank = next == ' ' || next == '\t' || next == 0x0b || next == '\f' || next == '\r';
    boolean isCapital = next >= 'A' && next <= 'Z';
    isLine = isBlank && hasMethod;
    hasMethod |= isCapital;
    return isBlank || isCapital;
  }
}
