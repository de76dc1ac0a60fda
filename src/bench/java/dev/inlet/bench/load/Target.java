package dev.inlet.bench.load;

import java.net.InetSocketAddress;
import java.util.Set;

/**
 * Whom calls are sent to.
 *
 * @param address where it listens
 * @param calls what it is sent
 * @param rightStatuses what it may answer; every other status is counted as wrong
 */
public record Target(InetSocketAddress address, SegmentCalls calls, Set<Integer> rightStatuses) {}
