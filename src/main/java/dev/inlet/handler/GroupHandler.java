package dev.inlet.handler;

import dev.inlet.account.Settings;
import dev.inlet.call.Call.Group;
import dev.inlet.company.CompanyChange;
import dev.inlet.contact.Person;
import dev.inlet.merge.Stamp;
import jakarta.inject.Singleton;
import java.util.List;

/** Group makes or changes a company, and makes the person a member of it. */
@Singleton
public final class GroupHandler implements Handler<Group> {

  @Override
  public Class<Group> handles() {
    return Group.class;
  }

  @Override
  public List<Change> handle(Group call, Settings settings) {
    return List.of(
        new Change.OfCompany(
            new CompanyChange(
                call.groupId(),
                Person.of(call.common().identity()),
                call.traits().sent().members(),
                call.traits().reserved(),
                new Stamp(call.common().time(), call.common().messageId()))));
  }
}
