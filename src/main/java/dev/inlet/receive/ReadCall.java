package dev.inlet.receive;

import dev.inlet.account.Settings;
import dev.inlet.call.Call;
import dev.inlet.call.Warning;
import dev.inlet.handler.IdentifyHandler;
import dev.inlet.handler.TrackHandler;
import java.util.Set;

/** What a journaled call says: the call, and the settings of its request. */
public record ReadCall(Call call, Settings settings) {

  /** What had to be repaired to take it; empty nearly always. */
  public Set<Warning> warnings() {
    Set<Warning> ofMeaning =
        switch (call) {
          case Call.Identify identify -> IdentifyHandler.warnings(identify, settings);
          case Call.Track track -> TrackHandler.warnings(track);
          case Call.Page page -> Set.of();
          case Call.Screen screen -> Set.of();
          case Call.Group group -> Set.of();
          case Call.Alias alias -> Set.of();
        };
    return Warning.union(Warning.union(call.common().warnings(), settings.warnings()), ofMeaning);
  }
}
