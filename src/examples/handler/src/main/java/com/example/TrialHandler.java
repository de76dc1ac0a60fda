package com.example;

import dev.inlet.account.Settings;
import dev.inlet.call.Call.Track;
import dev.inlet.contact.Person;
import dev.inlet.handler.Change;
import dev.inlet.handler.Handler;
import dev.inlet.handler.Objection;
import dev.inlet.handler.OwnChange;
import dev.inlet.handler.TrackHandler;
import io.micronaut.context.annotation.Replaces;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Does what Inlet does with track calls, refuses test events, and tells of trials in the feed. */
@Singleton
@Replaces(TrackHandler.class)
public final class TrialHandler implements Handler<Track> {
  private final TrackHandler usual = new TrackHandler();

  @Override
  public Class<Track> handles() {
    return Track.class;
  }

  @Override
  public Objection objection(Track call, Settings settings) {
    return "Test".equals(call.event()) ? Objection.of("Leave out the event Test") : null;
  }

  @Override
  public List<Change> handle(Track call, Settings settings) {
    var changes = new ArrayList<>(usual.handle(call, settings));
    if ("Trial Started".equals(call.event())) {
      Person person = Person.of(call.common().identity());
      String data = call.properties().sent().text();
      changes.add(new Change.OfFeed(new OwnChange(person, "trial.started", data)));
    }
    return changes;
  }
}
