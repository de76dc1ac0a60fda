package dev.inlet.process;

import dev.inlet.activity.Event;
import dev.inlet.activity.PageView;
import dev.inlet.call.Common;
import dev.inlet.call.Identity;
import dev.inlet.contact.ContactChange;
import dev.inlet.contact.ContactChange.Identified;
import dev.inlet.contact.ContactChange.Linked;
import dev.inlet.handler.Change;
import dev.inlet.merge.Registers;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether what a handler asks for is no larger than a call can say. Every store has room for that;
 * a vendor's own handler may ask for more, and then the store decides.
 */
final class UsualSize {
  private static final int LONGEST_ID = 512;
  private static final int LONGEST_MESSAGE_ID = 600;
  private static final int LONGEST_NAME = 1_000;
  private static final int CURRENCY = 3;
  private static final int DIGITS = 40;

  private UsualSize() {}

  static boolean has(Change change) {
    return switch (change) {
      case Change.OfContact of -> has(of.change());
      case Change.OfCompany of -> isId(of.change().groupId()) && isId(of.change().member().id());
      case Change.OfEvents of -> has(of.event());
      case Change.OfPageViews of -> has(of.view());
      case Change.OfFeed of -> isId(of.change().person().id());
      case Change.OfErasure of -> false;
    };
  }

  private static boolean has(ContactChange change) {
    return switch (change) {
      case Identified identified -> isId(identified.person().id());
      case Linked linked -> isId(linked.anonymousId()) && isId(linked.userId());
    };
  }

  private static boolean has(Event event) {
    return has(event.common())
        && event.name().length() <= LONGEST_NAME
        && (event.currency() == null || event.currency().length() == CURRENCY)
        && (event.revenue() == null || event.revenue().precision() <= DIGITS)
        && isText(event.value())
        && isText(event.properties());
  }

  private static boolean has(PageView view) {
    return has(view.common())
        && Stream.concat(
                Stream.of(view.name(), view.category(), view.properties()).filter(Objects::nonNull),
                view.fields().values().stream())
            .allMatch(UsualSize::isText);
  }

  private static boolean has(Common common) {
    Identity identity = common.identity();
    return common.messageId().length() <= LONGEST_MESSAGE_ID
        && (identity.userId() == null || isId(identity.userId()))
        && (identity.anonymousId() == null || isId(identity.anonymousId()));
  }

  private static boolean isId(String id) {
    return id.length() <= LONGEST_ID;
  }

  private static boolean isText(@Nullable String text) {
    return text == null || text.length() <= Registers.MOST_CHARACTERS;
  }
}
