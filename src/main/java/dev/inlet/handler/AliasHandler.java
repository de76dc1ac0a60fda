package dev.inlet.handler;

import dev.inlet.account.Settings;
import dev.inlet.call.Call.Alias;
import dev.inlet.call.Warning;
import dev.inlet.contact.ContactChange.Linked;
import dev.inlet.merge.Stamp;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/**
 * Alias links what was known under the previous id to the user. It never joins two known users: the
 * previous id counts as an anonymous id.
 */
@Singleton
public final class AliasHandler implements Handler<Alias> {

  @Override
  public Class<Alias> handles() {
    return Alias.class;
  }

  @Override
  public Set<Warning> warnings(Alias call, Settings settings) {
    return isOfOne(call) ? Set.of(Warning.ALIAS_WITHOUT_EFFECT) : Set.of();
  }

  @Override
  public List<Change> handle(Alias call, Settings settings) {
    if (isOfOne(call)) {
      return List.of();
    }
    var stamp = new Stamp(call.common().time(), call.common().messageId());
    return List.of(new Change.OfContact(new Linked(call.previousId(), call.userId(), stamp)));
  }

  private static boolean isOfOne(Alias call) {
    return call.previousId().equals(call.userId());
  }
}
