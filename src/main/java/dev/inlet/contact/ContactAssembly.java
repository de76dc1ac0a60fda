package dev.inlet.contact;

import dev.inlet.merge.Register;
import dev.inlet.merge.Registers;
import dev.inlet.merge.Stamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts a contact together from the states of its ids, one after the other, and keeps of them only
 * what is in force: a user may have thousands of ids, each with traits of its own.
 *
 * <p>Names are taken in up to {@value #MOST_CHARACTERS} characters of traits and fields; more than
 * that nobody can be shown. Of the names taken in, the values are right.
 *
 * <p>Not safe for use by several threads.
 */
public final class ContactAssembly {
  /** Twice what one id may hold. */
  public static final long MOST_CHARACTERS = 4_000_000;

  private record LinkedId(Stamp stamp, String id) {}

  private final PersonState own;
  private final Registers traits = new Registers();
  private final Registers fields = new Registers();
  private final List<LinkedId> linkedIds = new ArrayList<>();
  private @Nullable Instant firstIdentifiedAt;
  private @Nullable Instant lastIdentifiedAt;
  private long characters;
  private boolean isWhole = true;

  /**
   * A contact of which only this is known yet.
   *
   * @param own the state of the id it is known under
   */
  public ContactAssembly(PersonState own) {
    this.own = own;
    take(own);
  }

  /** Takes in the state of an id that is linked to it. */
  public void add(PersonState linked) {
    Stamp stamp = Objects.requireNonNull(linked.link()).stamp();
    linkedIds.add(new LinkedId(stamp, linked.person().id()));
    take(linked);
  }

  private void take(PersonState state) {
    take(traits, state.traits());
    take(fields, state.fields());
    Instant first = state.firstIdentifiedAt();
    if (first != null && (firstIdentifiedAt == null || first.isBefore(firstIdentifiedAt))) {
      firstIdentifiedAt = first;
    }
    Instant last = state.lastIdentifiedAt();
    if (last != null && (lastIdentifiedAt == null || last.isAfter(lastIdentifiedAt))) {
      lastIdentifiedAt = last;
    }
  }

  /** Once a name was left out, no new one comes in: what earlier states said of it is lost. */
  private void take(Registers into, Registers said) {
    for (Map.Entry<String, Register> one : said.all().entrySet()) {
      String name = one.getKey();
      Register before = into.get(name);
      isWhole &= before != null || characters < MOST_CHARACTERS;
      if ((before != null || isWhole) && into.put(name, one.getValue())) {
        characters += one.getValue().value().length();
        characters += before == null ? name.length() : -before.value().length();
      }
    }
  }

  /** The contact, as far as it has been put together. */
  public Contact contact() {
    return new Contact(
        own.person(), anonymousIds(), traits, fields, firstIdentifiedAt, lastIdentifiedAt, isWhole);
  }

  private List<String> anonymousIds() {
    return own.person().isUser()
        ? linkedIds.stream()
            .sorted(Comparator.comparing(LinkedId::stamp).thenComparing(LinkedId::id))
            .map(LinkedId::id)
            .toList()
        : List.of(own.person().id());
  }
}
