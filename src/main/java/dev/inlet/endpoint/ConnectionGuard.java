package dev.inlet.endpoint;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Holds every port to its {@link ConnectionLimits}. Each port counts for itself, so a flood on the
 * public one does not lock the administrator out.
 */
@Singleton
final class ConnectionGuard implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
  private final ConnectionLimits limits;

  ConnectionGuard(ConnectionLimits limits) {
    this.limits = limits;
  }

  @Override
  public NettyServerCustomizer.Registry onCreated(
      BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
    event.getBean().register(new Port(limits));
    return event.getBean();
  }

  /** One port, and how many connections it has. */
  private static final class Port implements NettyServerCustomizer {
    private final ConnectionLimits limits;
    private final AtomicInteger open = new AtomicInteger();

    Port(ConnectionLimits limits) {
      this.limits = limits;
    }

    @Override
    public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
      return switch (role) {
        case LISTENER -> new Port(limits);
        case CONNECTION -> admit(channel);
        case REQUEST_STREAM, PUSH_PROMISE_STREAM -> this;
      };
    }

    private NettyServerCustomizer admit(Channel channel) {
      channel.closeFuture().addListener(closed -> open.decrementAndGet());
      if (open.incrementAndGet() > limits.connections()) {
        channel.close();
      }
      return new Connection(channel, limits);
    }
  }

  /** One connection, once what reads HTTP from it is in place. */
  private record Connection(Channel channel, ConnectionLimits limits)
      implements NettyServerCustomizer {
    private static final String DECODER = ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC;

    @Override
    public void onStreamPipelineBuilt() {
      ChannelPipeline pipeline = channel.pipeline();
      if (pipeline.get(DECODER) != null) { // there is none in HTTP/2, which is off
        pipeline.addAfter(DECODER, "arrival-deadline", new ArrivalDeadline(limits.arrival()));
      }
    }
  }
}
