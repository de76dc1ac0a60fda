package dev.inlet.endpoint;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http2.CleartextHttp2ServerUpgradeHandler;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.util.internal.PlatformDependent;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Holds every port to its {@link ConnectionLimits}, and the requests of all to one {@link
 * RequestBudget}. Each port counts its connections for itself, so a flood on the public one does
 * not lock the administrator out.
 */
@Singleton
final class ConnectionGuard implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
  /**
   * Requests may take this part of the memory: what is made of them takes several times as much.
   */
  private static final int PART_OF_MEMORY = 8;

  private final ConnectionLimits limits;
  private final RequestBudget budget;

  ConnectionGuard(ConnectionLimits limits) {
    this.limits = limits;
    // Bodies arrive outside of the heap, and are copied into it.
    long memory = Math.min(Runtime.getRuntime().maxMemory(), PlatformDependent.maxDirectMemory());
    this.budget = new RequestBudget(memory / PART_OF_MEMORY);
  }

  RequestBudget budget() {
    return budget;
  }

  @Override
  public NettyServerCustomizer.Registry onCreated(
      BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
    event.getBean().register(new Port(limits, budget));
    return event.getBean();
  }

  /** One port, and how many connections it has. */
  private static final class Port implements NettyServerCustomizer {
    private final ConnectionLimits limits;
    private final RequestBudget budget;
    private final AtomicInteger open = new AtomicInteger();

    Port(ConnectionLimits limits, RequestBudget budget) {
      this.limits = limits;
      this.budget = budget;
    }

    @Override
    public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
      return switch (role) {
        case LISTENER -> new Port(limits, budget);
        case CONNECTION -> admit(channel);
        case REQUEST_STREAM, PUSH_PROMISE_STREAM -> this;
      };
    }

    private NettyServerCustomizer admit(Channel channel) {
      channel.closeFuture().addListener(closed -> open.decrementAndGet());
      if (open.incrementAndGet() > limits.connections()) {
        channel.close();
      }
      return new Connection(channel, limits, budget);
    }
  }

  /** One connection, or one request of a connection of HTTP/2, once what reads it is in place. */
  private record Connection(Channel channel, ConnectionLimits limits, RequestBudget budget)
      implements NettyServerCustomizer {

    @Override
    public NettyServerCustomizer specializeForChannel(Channel stream, ChannelRole role) {
      return new Connection(stream, limits, budget);
    }

    /** Plain HTTP beside TLS waits for a wish for HTTP/2, and is guarded before it hears of one. */
    @Override
    public void onInitialPipelineBuilt() {
      ChannelPipeline pipeline = channel.pipeline();
      if (pipeline.get(CleartextHttp2ServerUpgradeHandler.class) != null) {
        pipeline.remove(CleartextHttp2ServerUpgradeHandler.class);
        guardHttp1(pipeline);
      }
    }

    @Override
    public void onStreamPipelineBuilt() {
      ChannelPipeline pipeline = channel.pipeline();
      if (pipeline.get(Arrivals.class) != null) {
        return; // plain HTTP beside TLS
      }
      if (pipeline.get(HttpServerCodec.class) != null) {
        guardHttp1(pipeline);
      } else {
        guard(pipeline, Http2StreamFrameToHttpObjectCodec.class, new RequestLine());
      }
    }

    private void guardHttp1(ChannelPipeline pipeline) {
      var line = new RequestLine();
      pipeline.addBefore(pipeline.context(HttpServerCodec.class).name(), "request-line", line);
      guard(pipeline, HttpServerCodec.class, line);
    }

    private void guard(
        ChannelPipeline pipeline, Class<? extends ChannelHandler> decoder, RequestLine line) {
      pipeline.addAfter(
          pipeline.context(decoder).name(),
          "arrival-deadline",
          new ArrivalDeadline(limits.arrival()));
      pipeline.addAfter("arrival-deadline", "arrivals", new Arrivals(budget, line));
    }
  }
}
