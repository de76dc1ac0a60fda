package dev.inlet.endpoint;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection whose request does not arrive whole in time. An idle timeout alone does not:
 * a byte now and then keeps that from running out, and the connection, and what was read of the
 * request, would be held for as long as a stranger likes.
 *
 * <p>Stands behind the decoder. A read that ends without a message is the beginning of a head; a
 * connection that says nothing at all is left to the idle timeout.
 */
final class ArrivalDeadline extends ChannelInboundHandlerAdapter {
  private final Duration arrival;
  private boolean decoded;
  private @Nullable Future<?> deadline;

  ArrivalDeadline(Duration arrival) {
    this.arrival = arrival;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    decoded = true;
    if (message instanceof LastHttpContent) {
      disarm();
    } else if (message instanceof HttpObject) {
      arm(context);
    }
    context.fireChannelRead(message);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (!decoded) {
      arm(context);
    }
    decoded = false;
    context.fireChannelReadComplete();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    disarm();
    context.fireChannelInactive();
  }

  private void arm(ChannelHandlerContext context) {
    if (deadline == null) {
      deadline =
          context
              .executor()
              .schedule(() -> context.close(), arrival.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private void disarm() {
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
  }
}
