package dev.inlet.crash;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Dies when the answer to a call is made up and not yet sent. */
@Requires(property = CrashPoint.PROPERTY)
@ServerFilter("/destination")
final class CrashAtAnswer {

  @ResponseFilter
  void answer() {
    Crash.ahead().reach(CrashPoint.Side.BEFORE, Step.ANSWER);
  }
}
