package dev.inlet.admin.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.inlet.access.ApiToken;
import dev.inlet.access.Role;
import dev.inlet.admin.AdminAnswer;
import dev.inlet.admin.AdminBody;
import dev.inlet.endpoint.AdminPort;
import dev.inlet.endpoint.Needs;
import dev.inlet.listing.Listing;
import dev.inlet.operate.Cursor;
import dev.inlet.operate.Tokens;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists, issues and revokes API tokens. */
@AdminPort("/api/tokens")
@ExecuteOn(TaskExecutors.BLOCKING)
@Needs(Role.ADMIN)
final class TokensController {
  private final Tokens tokens;

  TokensController(Tokens tokens) {
    this.tokens = tokens;
  }

  @Get
  Page list(@QueryValue @Nullable String cursor, @QueryValue @Nullable String limit) {
    return Page.of(tokens.list(Cursor.window(cursor, limit)));
  }

  @Post
  @Consumes(MediaType.ALL)
  HttpResponse<View> issue(@Body byte @Nullable [] sent) {
    AdminBody body = AdminBody.read(sent, "name", "role", "expiresAt");
    Tokens.Issued issued =
        tokens.issue(
            Tokens.newId(), body.text("name"), body.text("role"), body.instant("expiresAt"));
    return HttpResponse.created(View.of(issued.token(), issued.secret().text()));
  }

  @Delete("/{id}")
  HttpResponse<?> revoke(String id) {
    tokens.revoke(id);
    return HttpResponse.noContent();
  }

  /**
   * A token, as the contract describes it.
   *
   * @param token the secret, which is shown once; left out, not null, in every other answer
   */
  @AdminAnswer
  record View(
      String id,
      String name,
      String role,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String token,
      String prefix,
      String createdBy,
      Instant createdAt,
      @Nullable Instant expiresAt,
      @Nullable Instant revokedAt,
      @Nullable Instant lastUsedAt) {

    static View of(ApiToken token, @Nullable String secret) {
      return new View(
          token.id(),
          token.name(),
          token.role().wireName(),
          secret,
          token.prefix(),
          token.createdBy(),
          token.createdAt(),
          token.expiresAt(),
          token.revokedAt(),
          token.lastUsedAt());
    }

    /** Never the secret: records are printed into logs by accident. */
    @Override
    public String toString() {
      return "View[" + id + "]";
    }
  }

  /**
   * A page of tokens.
   *
   * @param nextCursor where the next page begins; null at the end
   */
  @AdminAnswer
  record Page(List<View> tokens, @Nullable String nextCursor) {

    static Page of(Listing<ApiToken> found) {
      return new Page(found.map(token -> View.of(token, null)).items(), Cursor.next(found));
    }
  }
}
