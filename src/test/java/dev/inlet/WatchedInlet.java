package dev.inlet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The jar in a process whose heap is small and nobody else's, so that it tells what requests do.
 */
public final class WatchedInlet implements AutoCloseable {
  private final InletProcess process;
  private final ProcessMemory memory;

  private WatchedInlet(InletProcess process) throws IOException {
    this.process = process;
    this.memory = new ProcessMemory(process.pid());
  }

  /** Starts it with its files in a folder; nobody is too slow for it. */
  public static WatchedInlet in(Path folder) throws IOException {
    Map<String, Object> place = new HashMap<>(DatabaseKind.H2.fresh(folder));
    place.put("inlet.arrival-deadline", "60s");
    return new WatchedInlet(new InletProcess(folder, place));
  }

  /** A key of an account that is there. */
  public String key() {
    return InletProcess.KEY;
  }

  /** Where calls are sent to. */
  public int publicPort() {
    return process.publicPort();
  }

  /** How many bytes of its heap are used, once what nobody needs is collected. */
  public long usedHeap() {
    return memory.used();
  }

  /** How many bytes its threads have allocated so far. */
  public long allocated() {
    return memory.allocated();
  }

  @Override
  public void close() throws IOException {
    memory.close();
    process.close();
  }
}
