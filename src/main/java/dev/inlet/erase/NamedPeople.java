package dev.inlet.erase;

import dev.inlet.call.Call;
import dev.inlet.call.CallType;
import dev.inlet.call.Identity;
import dev.inlet.codec.RawMessage;
import dev.inlet.contact.Person;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whom a call names.
 *
 * @param about those without whom nothing is left of it: its user, or its anonymous id when it has
 *     no user, and both ids that an alias links
 * @param beside the anonymous id that came with a user's, without which the call still counts
 */
public record NamedPeople(List<Person> about, @Nullable Person beside) {

  /** Whom a call names that was read. */
  static NamedPeople of(Call call) {
    Identity identity = call.common().identity();
    return switch (call) {
      case Call.Alias alias -> of(alias.userId(), identity.anonymousId(), alias.previousId());
      case Call.Identify identify -> of(identity);
      case Call.Track track -> of(identity);
      case Call.Page page -> of(identity);
      case Call.Screen screen -> of(identity);
      case Call.Group group -> of(identity);
      case Call.Delete delete -> of(identity);
    };
  }

  private static NamedPeople of(Identity identity) {
    return of(identity.userId(), identity.anonymousId(), null);
  }

  /**
   * Whom a call names, as it was sent; nobody, when it cannot be read.
   *
   * @param type null when that is not known; then a previousId counts, as an alias's does
   */
  public static NamedPeople in(byte[] body, @Nullable CallType type) {
    RawMessage message = RawMessage.read(body);
    boolean isAlias = type == null || type == CallType.ALIAS;
    return message == null
        ? of(null, null, null)
        : of(message.userId(), message.anonymousId(), isAlias ? message.previousId() : null);
  }

  private static NamedPeople of(
      @Nullable String userId, @Nullable String anonymousId, @Nullable String previousId) {
    Person user = userId == null ? null : Person.user(userId);
    Person anonymous = anonymousId == null ? null : Person.anonymous(anonymousId);
    Person previous = previousId == null ? null : Person.anonymous(previousId);
    return new NamedPeople(
        Stream.of(user == null ? anonymous : user, previous).flatMap(Stream::ofNullable).toList(),
        user == null ? null : anonymous);
  }

  /** Everyone it names. */
  public Stream<Person> all() {
    return Stream.concat(about.stream(), Stream.ofNullable(beside));
  }

  /** What must go of it, when some people must not be named any more. */
  public Removal removal(Predicate<Person> isErased) {
    if (about.stream().anyMatch(isErased)) {
      return Removal.ENTIRELY;
    }
    return beside != null && isErased.test(beside) ? Removal.ANONYMOUS_ID : Removal.NOTHING;
  }

  /** What must go of a call, because someone was erased. */
  public enum Removal {
    /** It names nobody who was erased. */
    NOTHING,
    /** It is about somebody else, whose browser they shared. */
    ANONYMOUS_ID,
    /** It is about them. */
    ENTIRELY
  }
}
