package dev.inlet.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends {@link SegmentCalls} to a server and measures its answers. It shares the machine with that
 * server, so it is made to be cheap: one event loop, requests filled from templates, and no more
 * HTTP than {@link CallConnection} reads.
 */
public final class LoadGenerator implements AutoCloseable {
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final EventLoop loop = group.next();

  /** Starts its event loop, which ends with {@link #close()}. */
  public LoadGenerator() {}

  /** The processor time used up to now, by the whole JVM. */
  public Duration cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /**
   * Closed loop: every connection always has a call on its way.
   *
   * @param lead how long that goes on before anything is measured
   */
  public Measurement closed(Target target, int connections, Duration lead, Duration measured)
      throws InterruptedException, ExecutionException {
    Window window = Window.after(lead, measured);
    Measurement measurement = new Measurement(target.rightStatuses(), window);
    Load load = new Load.Closed(target.calls(), measurement, window);
    List<Channel> channels = connect(target, connections, load);
    TimeUnit.NANOSECONDS.sleep(window.to() - System.nanoTime());
    finish(load, measurement, channels);
    return measurement;
  }

  /**
   * Open loop: calls are due at an even pace, and their latency counts from then.
   *
   * @param connections how many calls can be on their way at once; the others wait
   * @param lead how long that goes on before anything is measured
   */
  public Measurement open(
      Target target, int connections, double callsPerSecond, Duration lead, Duration measured)
      throws InterruptedException, ExecutionException {
    Window window = Window.after(lead, measured);
    Measurement measurement = new Measurement(target.rightStatuses(), window);
    Load.Open load = new Load.Open(target.calls(), measurement);
    List<Channel> channels = connect(target, connections, load);
    long start = System.nanoTime();
    double gap = 1e9 / callsPerSecond;
    for (long call = 0, due = start;
        !window.isOver(due);
        call++, due = start + (long) (call * gap)) {
      awaitNanoTime(due);
      long dueNow = due;
      loop.execute(() -> load.due(dueNow));
    }
    finish(load, measurement, channels);
    return measurement;
  }

  private static void awaitNanoTime(long nanoTime) {
    for (long left; (left = nanoTime - System.nanoTime()) > 0; ) {
      LockSupport.parkNanos(left);
    }
  }

  private List<Channel> connect(Target target, int connections, Load load)
      throws InterruptedException, ExecutionException {
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(new CallConnection(channel, load));
                  }
                });
    List<Channel> channels = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      InetSocketAddress address = target.addresses().get(i % target.addresses().size());
      channels.add(bootstrap.connect(address).sync().channel());
    }
    loop.submit(() -> channels.forEach(channel -> load.idle(connection(channel)))).get();
    return channels;
  }

  private static CallConnection connection(Channel channel) {
    return channel.pipeline().get(CallConnection.class);
  }

  /** Waits for the answers still missing, then closes; what never came is counted as unanswered. */
  private void finish(Load load, Measurement measurement, List<Channel> channels)
      throws InterruptedException, ExecutionException {
    long deadline = System.nanoTime() + ANSWER_LIMIT.toNanos();
    while (loop.submit(load::pending).get() > 0 && System.nanoTime() < deadline) {
      Thread.sleep(5);
    }
    loop.submit(() -> channels.forEach(Channel::close)).get();
    loop.submit(() -> measurement.unanswered(load.pending())).get();
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
