package dev.inlet.admin;

import dev.inlet.codec.JsonMembers;
import dev.inlet.listing.Listing;
import dev.inlet.operate.Cursor;
import dev.inlet.operate.OperationRefused;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lists as the JSON that the contract describes. */
public final class Views {
  private Views() {}

  /** A window of a list under its name, and where the next one begins. */
  public static <T> String list(String name, Listing<T> listing, Function<T, String> toJson) {
    return new JsonMembers()
        .array(name, listing.items(), toJson)
        .text("nextCursor", Cursor.next(listing))
        .toString();
  }

  /**
   * What somebody looks for.
   *
   * @param most how many characters it may have
   * @throws OperationRefused when it has more
   */
  public static @Nullable String bounded(String name, @Nullable String text, int most) {
    if (text != null && text.length() > most) {
      throw OperationRefused.wrong("%s must be at most %d characters".formatted(name, most));
    }
    return text;
  }
}
