package dev.inlet.operate.saved;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps saved filters. Every call may block. */
public interface SavedFilterStore {

  /** All of them, by their names. */
  List<SavedFilter> all();

  /** One of them. */
  Optional<SavedFilter> find(long id);

  /** Keeps one; empty when its name is taken. */
  Optional<SavedFilter> add(
      String name, Map<String, String> filter, String createdBy, Instant createdAt);

  /** Removes one, if it is there. */
  void remove(long id);
}
