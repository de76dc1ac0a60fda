package dev.inlet.bench.load;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;

/**
 * Whom calls are sent to.
 *
 * @param addresses where its instances take calls, each as many as any other
 * @param calls what it is sent
 * @param rightStatuses what it may answer; every other status is counted as wrong
 */
public record Target(
    List<InetSocketAddress> addresses, SegmentCalls calls, Set<Integer> rightStatuses) {}
