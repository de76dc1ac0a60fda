package dev.inlet.admin;

import dev.inlet.codec.JsonMembers;
import dev.inlet.listing.Listing;
import dev.inlet.operate.Cursor;
import java.util.function.Function;

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
}
