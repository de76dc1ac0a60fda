package dev.inlet.codec;

import dev.inlet.call.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A set of names that Segment's spec reserves in one place, found there in any casing.
 *
 * <p>Of several spellings of one name the canonical one wins, then the last; a synonym counts only
 * when no spelling of the name itself is present.
 */
public final class ReservedNames {
  /** The fields around every call. */
  public static final ReservedNames ENVELOPE =
      of(
          "type",
          "messageId",
          "userId|to",
          "anonymousId",
          "groupId",
          "previousId|from",
          "event",
          "name",
          "category",
          "timestamp",
          "originalTimestamp",
          "sentAt",
          "receivedAt",
          "traits",
          "properties",
          "context");

  static final ReservedNames ADDRESS =
      of("street", "city", "state", "postalCode|zip|zipCode", "country");
  static final ReservedNames EMPLOYER = of("name", "id", "industry", "employeeCount", "plan");

  /** Traits of an identify call: the fields of a contact. */
  public static final ReservedNames CONTACT =
      of(
          "address",
          "age",
          "avatar|photoUrl|avatarUrl",
          "birthday",
          "company",
          "createdAt|created",
          "description",
          "email",
          "firstName",
          "gender",
          "id",
          "lastName",
          "name",
          "phone|phones",
          "title",
          "username",
          "website",
          "street",
          "city",
          "state",
          "postalCode|zip|zipCode",
          "country");

  /** Traits of a group call: the fields of a company. */
  public static final ReservedNames COMPANY =
      of(
          "address",
          "avatar|photoUrl|avatarUrl",
          "createdAt|created",
          "description",
          "email",
          "employees",
          "id",
          "industry",
          "name",
          "phone|phones",
          "website",
          "plan",
          "street",
          "city",
          "state",
          "postalCode|zip|zipCode",
          "country");

  /** Properties of a track call. */
  public static final ReservedNames EVENT = of("revenue", "currency", "value", "total");

  /** Properties of a page or screen call, and the members of {@code context.page}. */
  public static final ReservedNames PAGE =
      of("name", "category", "path", "referrer", "search", "title", "url", "keywords");

  /**
   * One way to write a reserved name.
   *
   * @param place the name's place among the canonical ones
   */
  private record Spelling(String canonical, int place, byte rank) {}

  private static final byte EXACT = 3;
  private static final byte FOLDED = 2;
  private static final byte SYNONYM = 1;

  private final List<String> canonicals;
  private final Map<String, Spelling> byFoldedName = new HashMap<>();

  /** Nearly every sender writes the canonical names, which then need not be folded. */
  private final Map<String, Spelling> byCanonicalName = new HashMap<>();

  /**
   * @param names canonical names, each followed by its synonyms after a "|"
   */
  private ReservedNames(List<String> names) {
    var canonicals = new ArrayList<String>();
    for (String name : names) {
      List<String> spellings = List.of(name.split("\\|"));
      String canonical = spellings.getFirst();
      for (String spelling : spellings) {
        byte rank = spelling.equals(canonical) ? FOLDED : SYNONYM;
        byFoldedName.put(Casing.fold(spelling), new Spelling(canonical, canonicals.size(), rank));
      }
      byCanonicalName.put(canonical, new Spelling(canonical, canonicals.size(), EXACT));
      canonicals.add(canonical);
    }
    this.canonicals = List.copyOf(canonicals);
  }

  private static ReservedNames of(String... names) {
    return new ReservedNames(List.of(names));
  }

  /** The names, in Segment's spelling. */
  public List<String> canonicals() {
    return canonicals;
  }

  /** The canonical spelling of a name, or null when the name is not reserved here. */
  public @Nullable String canonical(String name) {
    Spelling spelling = spelling(name);
    return spelling == null ? null : spelling.canonical;
  }

  private @Nullable Spelling spelling(String name) {
    Spelling canonical = byCanonicalName.get(name);
    return canonical == null ? byFoldedName.get(Casing.fold(name)) : canonical;
  }

  /** The reserved members of an object under their canonical names, values as they are. */
  public Map<String, String> find(JsonObject object) {
    var values = new @Nullable String[canonicals.size()];
    var ranks = new byte[values.length];
    for (Map.Entry<String, String> member : object.members().entrySet()) {
      Spelling spelling = spelling(member.getKey());
      if (spelling != null && spelling.rank >= ranks[spelling.place]) {
        ranks[spelling.place] = spelling.rank;
        values[spelling.place] = member.getValue();
      }
    }
    var found = new LinkedHashMap<String, String>();
    for (int i = 0; i < values.length; i++) {
      String value = values[i];
      if (value != null) {
        found.put(canonicals.get(i), value);
      }
    }
    return found;
  }
}
