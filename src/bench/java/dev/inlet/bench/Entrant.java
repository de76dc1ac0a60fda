package dev.inlet.bench;

import dev.inlet.bench.load.SegmentCalls;
import dev.inlet.bench.load.Target;
import dev.inlet.bench.server.Server;

/**
 * A server with the calls it is sent, which takes part in a comparison.
 *
 * @param title its name in the tables
 */
record Entrant(String title, Server server, SegmentCalls calls) {
  Target target() {
    return new Target(server.addresses(), calls, server.contender().rightStatuses());
  }
}
