package dev.inlet.console.access;

import dev.inlet.access.ApiToken;
import dev.inlet.access.User;
import dev.inlet.console.page.Link;
import dev.inlet.console.page.Section;
import dev.inlet.console.page.Sorting;
import java.util.Comparator;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** By what users and API tokens can be sorted. */
final class UserOrders {
  private UserOrders() {}

  static Sorting<User> users(@Nullable String sort) {
    var columns = new LinkedHashMap<String, Comparator<User>>();
    columns.put("name", Sorting.byText(User::name));
    columns.put("role", Comparator.comparing(User::role));
    columns.put("created", Comparator.comparing(User::createdAt));
    columns.put("last-log-in", Sorting.by(User::lastLogInAt));
    return new Sorting<>(columns, sort, "sort", Link.to(Section.USERS.path()));
  }

  static Sorting<ApiToken> tokens(@Nullable String sort) {
    var columns = new LinkedHashMap<String, Comparator<ApiToken>>();
    columns.put("name", Sorting.byText(ApiToken::name));
    columns.put("role", Comparator.comparing(ApiToken::role));
    columns.put("issued", Comparator.comparing(ApiToken::createdAt));
    columns.put("expires", Sorting.by(ApiToken::expiresAt));
    columns.put("last-use", Sorting.by(ApiToken::lastUsedAt));
    return new Sorting<>(columns, sort, "tokens", Link.to(Section.USERS.path()));
  }
}
