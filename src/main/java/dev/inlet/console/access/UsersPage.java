package dev.inlet.console.access;

import dev.inlet.access.ApiToken;
import dev.inlet.access.Role;
import dev.inlet.access.User;
import dev.inlet.console.page.FieldProblem;
import dev.inlet.console.page.Link;
import dev.inlet.console.page.Page;
import dev.inlet.console.page.Section;
import dev.inlet.console.page.Sorting;
import dev.inlet.operate.Tokens;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists users and API tokens, and makes them.
 *
 * @param sorting in which order the users stand
 * @param tokenSorting likewise the tokens; null when there are too many to sort
 * @param nextTokens where the list of tokens goes on; null at its end
 * @param problem why a form was not taken; null when none was sent
 */
public record UsersPage(
    List<User> users,
    Sorting<User> sorting,
    List<ApiToken> tokens,
    @Nullable Sorting<ApiToken> tokenSorting,
    @Nullable String nextTokens,
    @Nullable FieldProblem problem,
    Instant now)
    implements Page {

  @Override
  public String template() {
    return "users";
  }

  @Override
  public String title() {
    return "Users and tokens";
  }

  @Override
  public Section section() {
    return Section.USERS;
  }

  public List<Role> roles() {
    return List.of(Role.values());
  }

  /** By which whoever sends the form twice gets one token. */
  public String once() {
    return Tokens.newId();
  }

  /** All that a user or token has changed. */
  public String done(String name) {
    return Link.to(Section.AUDIT.path()).with("actor", name).toString();
  }

  /** What a token is good for now, in a word. */
  public String state(ApiToken token) {
    if (token.revokedAt() != null) {
      return "revoked";
    }
    return token.isOver(now) ? "expired" : "valid";
  }
}
