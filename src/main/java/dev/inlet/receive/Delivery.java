package dev.inlet.receive;

import dev.inlet.account.KeySecret;
import dev.inlet.account.Sender;
import dev.inlet.codec.Parsed;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * One request that brings one call, free of HTTP.
 *
 * @param sender the protocol it came by
 * @param secret the API key it came with, or what is wrong with it
 * @param settings all its settings headers
 * @param answers where to go on once there is an answer; a thread that the sender's connection
 *     belongs to saves waking it for every answer
 * @param body reads the body, which happens only once the key is known to be good; a body that
 *     breaks the protocol's limits is a problem
 */
public record Delivery(
    Sender sender,
    Parsed<KeySecret> secret,
    List<String> settings,
    Executor answers,
    Supplier<CompletionStage<Parsed<byte[]>>> body) {}
