package dev.inlet.bench.server;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a server and its database have used of the machine.
 *
 * @param cpu the processor time of both together, to 10 ms
 * @param writtenBytes what both together gave to the file system to be written to disks, as Linux
 *     counts it: where a file is overwritten, each write counts the whole page it is in, and those
 *     of recent versions have up to 2 MB
 * @param stages the processor time by stage; together as much as {@code cpu}
 * @param allocated how many bytes of the heap threads took, by stage
 */
public record Usage(
    Duration cpu, long writtenBytes, Map<Stage, Duration> stages, Map<Stage, Long> allocated) {

  /** What was used since. */
  public Usage since(Usage before) {
    Map<Stage, Duration> since = new EnumMap<>(Stage.class);
    stages.forEach((stage, used) -> since.put(stage, used.minus(before.stages.get(stage))));
    Map<Stage, Long> allocatedSince = new EnumMap<>(Stage.class);
    allocated.forEach(
        (stage, bytes) ->
            allocatedSince.put(stage, bytes - before.allocated.getOrDefault(stage, 0L)));
    return new Usage(
        cpu.minus(before.cpu), writtenBytes - before.writtenBytes, since, allocatedSince);
  }
}
