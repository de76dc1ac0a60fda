package dev.inlet.contact;

import dev.inlet.merge.Stamp;
import org.jspecify.annotations.Nullable;

/**
 * That an anonymous id belongs to a user. The earliest link wins for good, so an anonymous id never
 * joins two known users, and which one it joins does not depend on the order of arrival.
 *
 * @param userId the user it belongs to
 * @param stamp the message that said so
 */
public record UserLink(String userId, Stamp stamp) {

  static UserLink earlier(@Nullable UserLink before, UserLink link) {
    if (before == null) {
      return link;
    }
    int order = link.stamp.compareTo(before.stamp);
    if (order == 0) {
      order = link.userId.compareTo(before.userId);
    }
    return order < 0 ? link : before;
  }
}
