package dev.inlet.delivery;

import dev.inlet.account.Sender;
import dev.inlet.call.CallType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The call types that are taken; all others answer 501.
 *
 * @param destination those that the operator has the direct destination take; the other senders'
 *     protocols have the six of Segment's spec
 */
public record CallTypes(List<CallType> destination) {

  private static final List<CallType> OF_SPEC =
      Stream.of(CallType.values()).filter(CallType::isOfSpec).toList();

  /** The type of that name, in any case, when this sender may send it. */
  public Optional<CallType> supported(Sender sender, String type) {
    return CallType.named(type).filter(of(sender)::contains);
  }

  /** What a sender may send, in a sentence. */
  public String listed(Sender sender) {
    return of(sender).stream().map(CallType::wireName).collect(Collectors.joining(", "));
  }

  private List<CallType> of(Sender sender) {
    return sender == Sender.DESTINATION ? destination : OF_SPEC;
  }
}
