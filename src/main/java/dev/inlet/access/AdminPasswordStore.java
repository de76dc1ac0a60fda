package dev.inlet.access;

import java.util.Optional;

/** Where the digest of the generated admin password is kept. May block. */
public interface AdminPasswordStore {

  /** The digest, if a password was generated before. */
  Optional<String> digest();

  /** Keeps a first digest; when another instance was first, nothing changes. */
  void keep(String digest);
}
