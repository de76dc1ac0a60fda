package dev.inlet.endpoint;

import dev.inlet.delivery.Crowded;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AttributeKey;
import java.util.ArrayDeque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one connection that are not answered yet.
 *
 * <p>Each takes of the {@link RequestBudget} as it arrives, and gives it back with its answer. One
 * that finds no room fails with {@link Crowded}, and what still arrives of it is dropped. One whose
 * end cannot be told fails with {@link BrokenFraming}, and the connection ends with its answer; one
 * whose head is not HTTP as {@link RequestHead} wants it is marked as malformed. A client that ends
 * its half of the connection still gets the answers to what it has sent.
 *
 * <p>Stands behind the decoder.
 */
final class Arrivals extends ChannelDuplexHandler {
  static final String TOO_MUCH = "Too many requests at once";
  private static final AttributeKey<Arrivals> KEY = AttributeKey.valueOf(Arrivals.class.getName());

  /** What Netty and we keep beside the bytes themselves: of a request, a header, a piece. */
  private static final int REQUEST = 512;

  private static final int HEADER = 100;
  private static final int PIECE = 200;

  private final RequestBudget budget;
  private final RequestLine line;
  private final ArrayDeque<Arrival> unanswered = new ArrayDeque<>(1);

  /** Whose body arrives; null between requests. */
  private @Nullable Arrival arriving;

  /** Whether nothing more comes, or can be understood: the connection ends with the last answer. */
  private boolean isLast;

  Arrivals(RequestBudget budget, RequestLine line) {
    this.budget = budget;
    this.line = line;
  }

  /** The arrival of a request, to be asked for on its connection's thread. */
  static Arrival of(NettyHttpRequest<?> request) {
    Arrivals all = request.getChannelHandlerContext().channel().attr(KEY).get();
    for (Arrival one : all.unanswered) {
      if (one.isOf(request.getNativeRequest())) {
        return one;
      }
    }
    var gone = new Arrival(request.getNativeRequest(), all.budget.share());
    gone.letGo(); // its connection has ended meanwhile
    return gone;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    context.channel().attr(KEY).set(this);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest head && !isBegun(head)) {
      begin(context, head);
    } else if (message instanceof HttpContent content && arriving != null) {
      goOn(context, content, arriving);
    } else {
      context.fireChannelRead(message);
    }
  }

  /** Beside ports in TLS, Micronaut sends the first head of a connection through once more. */
  private boolean isBegun(HttpRequest head) {
    Arrival newest = unanswered.peekLast();
    return newest != null && newest.isOf(head);
  }

  private void begin(ChannelHandlerContext context, HttpRequest head) {
    var arrival = new Arrival(head, budget.share());
    unanswered.add(arrival);
    arriving = head instanceof LastHttpContent ? null : arrival;
    RequestHead.check(head, line.problem());
    boolean fits = arrival.take(sizeOf(head));
    context.fireChannelRead(head);
    if (!fits && hasBody(head)) {
      refuse(context, arrival, tooMuch());
    }
  }

  private void goOn(ChannelHandlerContext context, HttpContent content, Arrival arrival) {
    boolean isEnd = content instanceof LastHttpContent;
    if (isEnd) {
      arriving = null;
      line.expect();
    }
    if (content.decoderResult().isFailure()) {
      content.release();
      isLast = true;
      refuse(
          context,
          arrival,
          new BrokenFraming("Body is not in chunks as HTTP/1.1 describes them: send it again"));
      endIfAnswered(context);
    } else if (arrival.take(content.content().readableBytes() + PIECE)) {
      context.fireChannelRead(content);
    } else {
      content.release();
      refuse(context, arrival, tooMuch());
      if (isEnd) {
        context.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
      }
    }
  }

  private static Crowded tooMuch() {
    return new Crowded(TOO_MUCH);
  }

  /** Fails a request; not one whose body nobody wants any more, as after its answer. */
  private static void refuse(ChannelHandlerContext context, Arrival arrival, Exception why) {
    // What has come so far may wait for the end of this read. Only then somebody asks for the body,
    // and can be told that there is none.
    context.fireChannelReadComplete();
    if (!arrival.isLetGo()) {
      arrival.letGo();
      context.fireExceptionCaught(why);
    }
  }

  private static boolean hasBody(HttpRequest head) {
    return head.decoderResult().isSuccess()
        && (HttpUtil.isTransferEncodingChunked(head)
            || head.headers().contains(HttpHeaderNames.CONTENT_LENGTH)
                && HttpUtil.getContentLength(head, 0L) > 0);
  }

  private static long sizeOf(HttpRequest head) {
    long size = REQUEST + head.uri().length();
    for (Map.Entry<String, String> header : head.headers()) {
      size += HEADER + header.getKey().length() + header.getValue().length();
    }
    return size;
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof HttpResponse response) {
      if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
        context.write(message, promise);
        return;
      }
      if (isLast && unanswered.size() == 1) {
        response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
      }
    }
    if (message instanceof LastHttpContent) {
      Arrival answered = unanswered.poll();
      if (answered != null) {
        answered.letGo();
      }
      if (isLast && unanswered.isEmpty()) {
        context.write(message, promise.unvoid().addListener(ChannelFutureListener.CLOSE));
        return;
      }
    }
    context.write(message, promise);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      isLast = true;
      if (arriving != null) {
        context.close(); // the rest of it will never come
      }
      endIfAnswered(context);
    }
    context.fireUserEventTriggered(event);
  }

  private void endIfAnswered(ChannelHandlerContext context) {
    if (unanswered.isEmpty()) {
      context.close();
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    unanswered.forEach(Arrival::letGo);
    unanswered.clear();
  }
}
