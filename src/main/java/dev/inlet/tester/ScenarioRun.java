package dev.inlet.tester;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Sends the calls of a scenario, each when the one before was answered.
 *
 * @param toCall how a call goes over the wire: where to, and with which key
 * @param door what closes the destination for the steps that need it closed
 */
public record ScenarioRun(Wire wire, Function<Draft, HttpCall> toCall, Door door) {

  /** The way in to a destination, for everybody's calls. */
  public interface Door {
    void close();

    void open();
  }

  /** Sends all the calls. However it ends, the door is open again. */
  public List<Exchange> of(List<Step> steps) {
    var exchanges = new ArrayList<Exchange>();
    for (Step step : steps) {
      exchanges.add(step.duringMaintenance() ? behindClosedDoor(step) : send(step));
    }
    return exchanges;
  }

  private Exchange behindClosedDoor(Step step) {
    door.close();
    try {
      return send(step);
    } finally {
      door.open();
    }
  }

  private Exchange send(Step step) {
    HttpCall call = toCall.apply(step.draft());
    return new Exchange(step, call, wire.send(call));
  }
}
