package dev.inlet.handler;

import dev.inlet.account.Settings;
import dev.inlet.call.Call.Delete;
import dev.inlet.contact.Person;
import jakarta.inject.Singleton;
import java.util.List;

/** Delete erases whom it names, as an administrator would. */
@Singleton
public final class DeleteHandler implements Handler<Delete> {

  @Override
  public Class<Delete> handles() {
    return Delete.class;
  }

  @Override
  public List<Change> handle(Delete call, Settings settings) {
    return List.of(new Change.OfErasure(Person.of(call.common().identity())));
  }
}
