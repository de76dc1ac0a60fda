package dev.inlet.delivery;

import dev.inlet.account.ApiKey;
import dev.inlet.account.Sender;
import dev.inlet.codec.Parsed;
import dev.inlet.trace.DeliveryTrace;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One request that brings one call, or several that are durable together or not at all; free of
 * HTTP.
 *
 * @param sender the protocol it came by
 * @param key finds the API key it came with; reads the body for that only when the key stands there
 * @param settings all its settings headers; none by a protocol without settings
 * @param answers where to go on once there is an answer; a thread that the sender's connection
 *     belongs to saves waking it for every answer
 * @param content reads the body of who has this key, which is asked for only once that is known to
 *     be good; a body that breaks the protocol's limits is a problem, and one that cannot be read
 *     through no fault of its sender makes it fail, with {@link Crowded} when too much comes at
 *     once
 * @param discard lets go of what has arrived of the body, since nobody will ask for it and the
 *     answer has to wait
 * @param trace is told what becomes of it
 */
public record Delivery(
    Sender sender,
    Supplier<CompletionStage<Credentials>> key,
    List<String> settings,
    Executor answers,
    Function<ApiKey, CompletionStage<Parsed<Content>>> content,
    Runnable discard,
    DeliveryTrace trace) {}
