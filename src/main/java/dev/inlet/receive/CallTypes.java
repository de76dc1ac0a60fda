package dev.inlet.receive;

import dev.inlet.call.CallType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The call types that the operator has Inlet take; all others answer 501. */
public record CallTypes(List<CallType> supported) {

  /** The supported type of that name, in any case. */
  Optional<CallType> supported(String type) {
    return CallType.named(type).filter(supported::contains);
  }

  /** The supported types in a sentence. */
  String listed() {
    return supported.stream().map(CallType::wireName).collect(Collectors.joining(", "));
  }
}
