package dev.inlet.erase;

import dev.inlet.call.CallType;
import dev.inlet.contact.Person;
import dev.inlet.erase.Erasure.Kind;
import dev.inlet.forward.Piece;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The contacts' database of one account, kept in memory; one contact, known by its ids. */
final class RememberedErasures implements ErasureStore, ErasureBooks, KeptRows, Tombstones {

  /** Something that was done. */
  record Done(Person person, @Nullable String anonymousId) {}

  final List<Person> contact = new ArrayList<>();
  final Set<Person> known = new HashSet<>();
  final Map<Activity, TreeMap<Long, Done>> done = new EnumMap<>(Activity.class);
  final TreeMap<Long, Raw> setAside = new TreeMap<>();
  final TreeMap<Long, Raw> refused = new TreeMap<>();
  final TreeMap<Long, Piece> feed = new TreeMap<>();
  final Map<Person, Tombstone> tombstones = new HashMap<>();
  final TreeMap<Long, ErasureWork> searches = new TreeMap<>();
  final TreeMap<Long, Erasure> receipts = new TreeMap<>();
  final List<Long> moved = new ArrayList<>();
  final Set<Long> lockedByOthers = new HashSet<>();
  private final Map<Long, List<Person>> active = new LinkedHashMap<>();
  private final TreeMap<Long, Unclean> unclean = new TreeMap<>();
  int forced;

  /** How much of what was done a moment is enough for. */
  int moment = 10;

  RememberedErasures() {
    for (Activity activity : Activity.values()) {
      done.put(activity, new TreeMap<>());
    }
  }

  static Raw raw(long place, @Nullable CallType type, String body) {
    return new Raw(place, type, body.getBytes(StandardCharsets.UTF_8));
  }

  private static <V> List<V> window(TreeMap<Long, V> rows, long after, long upTo, int limit) {
    return after >= upTo
        ? List.of()
        : rows.subMap(after, false, upTo, true).values().stream().limit(limit).toList();
  }

  private static long remove(Map<Long, ?> rows, Collection<Long> places) {
    long before = rows.size();
    rows.keySet().removeAll(places);
    return before - rows.size();
  }

  @Override
  public <T> T durably(Function<ErasureTransaction, T> work) {
    return work.apply(new ErasureTransaction(this, this));
  }

  @Override
  public <T> T amongCalls(Function<ErasureTransaction, T> work) {
    return work.apply(new ErasureTransaction(this, this));
  }

  @Override
  public <T> T besideCalls(Function<ErasureTransaction, T> work) {
    return work.apply(new ErasureTransaction(this, this));
  }

  @Override
  public void force() {
    forced++;
  }

  @Override
  public Optional<Erasure> find(String accountId, long id) {
    return Optional.ofNullable(receipts.get(id));
  }

  @Override
  public Listing<Erasure> list(String accountId, Window window) {
    return window.listing(List.copyOf(receipts.descendingMap().values()), Erasure::id);
  }

  @Override
  public Optional<Erasure> receipt(String accountId, long erasureId) {
    return find(accountId, erasureId);
  }

  @Override
  public long begin(String accountId, Instant now, Map<Kind, Long> removed) {
    long id = receipts.size() + 1L;
    receipts.put(id, new Erasure(id, now, Map.copyOf(removed), null));
    return id;
  }

  @Override
  public void bury(String accountId, Collection<Person> people, Tombstone tombstone) {
    people.forEach(person -> tombstones.put(person, tombstone));
  }

  @Override
  public void search(ErasureWork work, Collection<Person> left) {
    searches.put(work.erasureId(), work);
    active.put(work.erasureId(), List.copyOf(left));
  }

  @Override
  public List<Long> unfinished() {
    return List.copyOf(searches.keySet());
  }

  @Override
  public Optional<ErasureWork> lock(long erasureId) {
    return lockedByOthers.contains(erasureId)
        ? Optional.empty()
        : Optional.ofNullable(searches.get(erasureId));
  }

  @Override
  public void move(ErasureWork work) {
    searches.put(work.erasureId(), work);
    moved.add(work.erasureId());
  }

  @Override
  public void add(long erasureId, Map<Kind, Long> removed) {
    Erasure before = Objects.requireNonNull(receipts.get(erasureId));
    var sum = new HashMap<>(before.removed());
    removed.forEach((kind, count) -> sum.merge(kind, count, Long::sum));
    receipts.put(erasureId, new Erasure(erasureId, before.erasedAt(), sum, before.completedAt()));
  }

  @Override
  public void complete(long erasureId, Instant now) {
    Erasure before = Objects.requireNonNull(receipts.get(erasureId));
    receipts.put(erasureId, new Erasure(erasureId, before.erasedAt(), before.removed(), now));
    searches.remove(erasureId);
  }

  @Override
  public Predicate<Person> erasedBy(ErasureWork work) {
    return person -> {
      Tombstone tombstone = tombstones.get(person);
      return tombstone != null && tombstone.erasureId() == work.erasureId();
    };
  }

  @Override
  public List<Numbered> active(long erasureId, long after, int limit) {
    List<Person> people = active.getOrDefault(erasureId, List.of());
    var numbered = new ArrayList<Numbered>();
    for (int i = (int) after; i < people.size() && numbered.size() < limit; i++) {
      numbered.add(new Numbered(i + 1L, people.get(i)));
    }
    return numbered;
  }

  @Override
  public void forgetActive(long erasureId) {
    active.remove(erasureId);
  }

  /** Whether nobody is remembered any more who did too much at once. */
  boolean forgot() {
    return active.values().stream().allMatch(List::isEmpty);
  }

  @Override
  public void noteUnclean(List<Unclean> calls) {
    calls.forEach(call -> unclean.put(call.seq(), call));
  }

  @Override
  public List<Unclean> unclean(int limit) {
    return unclean.values().stream().limit(limit).toList();
  }

  @Override
  public long forgetUnclean(Collection<Long> seqs) {
    return remove(unclean, seqs);
  }

  @Override
  public List<Person> peopleOf(String accountId, String contactId) {
    return List.copyOf(contact);
  }

  @Override
  public List<Person> peopleOf(String accountId, Person person) {
    return contact.contains(person) ? List.copyOf(contact) : List.of(person);
  }

  @Override
  public Known known(String accountId, List<Person> people) {
    return new Known(
        people.stream()
            .filter(known::contains)
            .map(person -> (long) people.indexOf(person))
            .toList(),
        List.of());
  }

  @Override
  public Map<Kind, Long> remove(String accountId, Known rows) {
    known.removeAll(contact);
    return rows.isEmpty() ? Map.of() : Map.of(Kind.IDS, (long) rows.ids().size());
  }

  private Stream<Map.Entry<Long, Done>> doneBy(Activity activity, Collection<Person> people) {
    return Objects.requireNonNull(done.get(activity)).entrySet().stream()
        .filter(one -> people.contains(one.getValue().person()));
  }

  @Override
  public Map<Person, Long> latest(Activity activity, String accountId, Collection<Person> people) {
    var latest = new HashMap<Person, Long>();
    doneBy(activity, people).forEach(one -> latest.put(one.getValue().person(), one.getKey()));
    return latest;
  }

  @Override
  public Part remove(Activity activity, String accountId, Collection<Person> people, long before) {
    List<Long> found =
        doneBy(activity, people).map(Map.Entry::getKey).filter(seq -> seq < before).toList();
    long removed =
        remove(Objects.requireNonNull(done.get(activity)), found.stream().limit(moment).toList());
    return new Part(removed, removed == found.size());
  }

  @Override
  public List<Piece> changes(String accountId, long after, long upTo, int limit) {
    return window(feed, after, upTo, limit);
  }

  @Override
  public void rewriteChanges(List<Piece> pieces) {
    pieces.forEach(piece -> feed.put(piece.number(), piece));
  }

  @Override
  public void emptyAnswers(String accountId) {
    // Nobody subscribes here.
  }

  @Override
  public List<Beside> activities(
      Activity activity, String accountId, long after, long upTo, int limit) {
    TreeMap<Long, Done> all = Objects.requireNonNull(done.get(activity));
    var beside = new TreeMap<Long, Beside>();
    all.forEach((seq, one) -> beside.put(seq, new Beside(seq, one.anonymousId())));
    return window(beside, after, upTo, limit);
  }

  @Override
  public long strikeOut(Activity activity, Collection<Long> seqs) {
    TreeMap<Long, Done> all = Objects.requireNonNull(done.get(activity));
    seqs.forEach(seq -> all.computeIfPresent(seq, (place, one) -> new Done(one.person(), null)));
    return seqs.size();
  }

  @Override
  public List<Raw> setAside(String accountId, long after, long upTo, int limit) {
    return window(setAside, after, upTo, limit);
  }

  @Override
  public long removeSetAside(Collection<Long> seqs) {
    return remove(setAside, seqs);
  }

  @Override
  public long rewriteSetAside(Map<Long, byte[]> bodies) {
    bodies.forEach(
        (seq, body) ->
            setAside.computeIfPresent(seq, (place, row) -> new Raw(place, row.type(), body)));
    return bodies.size();
  }

  @Override
  public List<Raw> refused(String accountId, long after, int limit) {
    return window(refused, after, Long.MAX_VALUE, limit);
  }

  @Override
  public long removeRefused(Collection<Long> numbers) {
    return remove(refused, numbers);
  }

  @Override
  public long emptyRefused(Collection<Long> numbers) {
    return remove(refused, numbers); // those without a body are not read any more
  }

  @Override
  public boolean any() {
    return !tombstones.isEmpty();
  }

  @Override
  public Map<Somebody, Tombstone> find(Collection<Somebody> people) {
    var found = new HashMap<Somebody, Tombstone>();
    for (Somebody one : people) {
      Tombstone tombstone = tombstones.get(one.person());
      if (tombstone != null) {
        found.put(one, tombstone);
      }
    }
    return found;
  }

  @Override
  public void clean(List<Unclean> calls) {
    noteUnclean(calls);
  }
}
